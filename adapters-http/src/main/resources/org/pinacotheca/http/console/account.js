// The member's own page: what others did in their name, their password, and the end of all sessions.

import { call, post, session } from "./api.js";
import { attempt, pages, wall } from "./navigation.js";
import { dayText, element, form, heading, say } from "./page.js";
import { device, signedOut } from "./signing.js";

const PAGE_SIZE = 10;

export async function showAccount() {
  const title = "Account";
  const sub = `You are ${session.me.Nickname}, member ${session.me.UserID}.`;
  const page = await call("GET", "Account/GetActivity", { PageSize: PAGE_SIZE, PageNumber: wall.page });
  const content = [heading(title, sub), ...activity(page), passwordForm(), element("section", { className: "part" },
    element("h2", { textContent: "Signed in elsewhere?" }),
    element("p", { className: "sub", textContent: "This signs you out of the web pages in every browser. Programs are ended under Programs." }),
    endAll())];
  return { title, content };
}

function endAll() {
  const made = element("button", { type: "button", className: "primary", textContent: "Sign out everywhere" });
  made.addEventListener("click", attempt(async () => {
    await post("session/end-all", {});
    signedOut("You are signed out everywhere.");
  }));
  return made;
}

function passwordForm() {
  const field = (name, id, label, autocomplete) => element("div", { className: "field", "data-field": name },
    element("label", { htmlFor: id, textContent: label }),
    element("input", { id, type: "password", autocomplete, "aria-describedby": `${id}-fault` }),
    element("p", { className: "fault", id: `${id}-fault` }));
  const value = (id) => made.querySelector(`#${id}`).value;
  const made = form({ id: "password-form", className: "prices" }, async () => {
    const fields = { Current: value("current-password"), Password: value("new-password"), Device: device.read() };
    device.keep(await post("session/password", fields));
    made.reset();
    say("Your password is changed, and other browsers are signed out.");
  }, attempt,
  element("h2", { textContent: "Change the password" }),
  field("Current", "current-password", "Present password", "current-password"),
  field("Password", "new-password", "New password, at least 10 characters", "new-password"),
  element("button", { type: "submit", className: "primary", textContent: "Change password" }));
  return made;
}

/** What the group's manager and the operator did. */
function activity(page) {
  if (page.ActivitiesTotal === 0) {
    return [];
  }
  const rows = page.Activities.map(({ At, ActorNickname, ActorUserID, ApplicationName, Action, Target }) => {
    const who = ActorUserID === null ? "The operator" : `${ActorNickname}, member ${ActorUserID}`;
    const through = ApplicationName === null ? "" : ` · through ${ApplicationName}`;
    const what = `${Action.replaceAll("_", " ")}${Target === "" ? "" : `: ${Target}`}`;
    return element("li", { className: "program" }, element("div", {},
      element("strong", { textContent: what }),
      element("p", { className: "sub", textContent: `${who} · ${dayText(At)}${through}` })));
  });
  return [element("h2", { className: "part", textContent: "Done by others in your name" }),
    element("ul", { className: "programs" }, ...rows), pages(page)];
}
