"use strict";

// Swagger UI brings dark colours, but does not ask whether they are wanted.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const chooseColours = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", chooseColours);
chooseColours();

window.SwaggerUIBundle({
  url: "openapi.json",
  domNode: document.getElementById("operations"),
  presets: [window.SwaggerUIBundle.presets.apis],
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  // Nobody else learns that this description exists.
  validatorUrl: null,
});
