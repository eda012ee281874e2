"use strict";

window.SwaggerUIBundle({
  url: "openapi.json",
  domNode: document.getElementById("operations"),
  presets: [window.SwaggerUIBundle.presets.apis],
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  // Nobody else is told that this description exists.
  validatorUrl: null,
});
