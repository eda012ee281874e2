// Letting a program in: who asks for what, and how much of it is granted.

import { post, session } from "./api.js";
import { button } from "./navigation.js";
import { element, heading } from "./page.js";
import { SCOPES } from "./programs.js";

/** @param query that of the program's request, as it came */
export async function showConsent(query) {
  const { ApplicationName, RedirectUri, Scope, DeclineTo } = await post("session/authorization", { Query: query });
  const boxes = Scope.split(" ").filter(Boolean).map((word) => {
    const box = element("input", { type: "checkbox", checked: true, value: word });
    return { box, row: element("label", { className: "check" }, box, `It ${SCOPES[word]}.`) };
  });
  const approve = async () => {
    const granted = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    location.assign((await post("session/authorize", { Query: query, Scopes: granted })).RedirectTo);
  };
  const title = `“${ApplicationName}” asks to use your gallery`;
  const returns = RedirectUri.startsWith("http") ? new URL(RedirectUri).host : "the program";
  const content = element(
    "section",
    { className: "asking" },
    heading(title, `You decide as ${session.me.Nickname}, member ${session.me.UserID}.`),
    element("ul", {}, element("li", { textContent: "It sees what you see." })),
    boxes.length === 0 ? null : element("fieldset", {}, element("legend", { textContent: "It also asks for this. Take away what it does not need." }),
      ...boxes.map(({ row }) => row)),
    element("p", { className: "caution", textContent: `Approve only if you have just come from this program. You return to ${returns}. End what it may do at any time, under Programs.` }),
    element("div", { className: "actions" },
      button("Decline", "quiet danger", () => location.assign(DeclineTo)),
      button("Approve", "primary", approve)),
  );
  return { title, content: [content] };
}
