// The programs that may act in the member's name, and how they end them.

import { call, session } from "./api.js";
import { again, ask, button, pages, wall } from "./navigation.js";
import { counted, dayText, element, heading, say } from "./page.js";
import { signedOut } from "./signing.js";

const PAGE_SIZE = 25;
/** What a program may do by each scope. */
export const SCOPES = {
  profile_gallery: "changes your gallery",
  account_credits_history: "reads your credits",
  account_credits_spend: "spends your credits",
};

export async function showPrograms() {
  const page = await call("GET", "Account/GetSessions", { PageSize: PAGE_SIZE, PageNumber: wall.page });
  const title = "Programs";
  const reported = [
    `${counted(page.SessionsTotal, "program")} may act in your name. End those that you do not know or no longer use.`,
  ];
  if (session.acting !== null) {
    reported.push("These are your own, not those of the member you act for.");
  }
  const content = [
    heading(title, reported.join("\n")),
    page.Sessions.length === 0
      ? element("p", { className: "nothing", textContent: "No program is let in." })
      : element("ul", { className: "programs" }, ...page.Sessions.map(card)),
    pages(page),
  ];
  return { title, content };
}

function card(program) {
  const name = element("strong", {}, program.ApplicationName);
  if (program.IsCurrent) {
    name.append(element("span", { className: "count", textContent: "this page" }));
  }
  const text = element("div", {}, name, element("p", { className: "sub", textContent: facts(program).join("\n") }));
  const end = button("End", "quiet danger", () => endProgram(program));
  end.setAttribute("aria-label", `End ${program.ApplicationName}`);
  return element("li", { className: "program" }, text, end);
}

function facts({ Kind, Scope, BegunOn, LastUsedOn, ExpiresOn }) {
  const may = Scope.split(" ").map((scope) => SCOPES[scope]).filter(Boolean);
  const renewed = Kind === "rest" ? " unless renewed" : "";
  const until = ExpiresOn === null ? "stays until you end it" : `ends ${dayText(ExpiresOn)}${renewed}`;
  return [
    ["sees what you see", ...may].join(", "),
    [
      BegunOn === null ? "let in before this was noted" : `let in ${dayText(BegunOn)}`,
      LastUsedOn === null ? "no use noted" : `last used ${dayText(LastUsedOn)}`,
      until,
    ].join(" · "),
  ].map((line) => line.charAt(0).toUpperCase() + line.slice(1));
}

async function endProgram(program) {
  const answer = await ask({
    title: `End “${program.ApplicationName}”?`,
    text: program.IsCurrent
      ? "This browser is signed in by it, and will be signed out."
      : "It can do nothing in your name from now on, until you let it in again.",
    yes: "End it",
  });
  if (!answer.yes) {
    return;
  }
  await call("POST", "Account/EndSession", { SessionID: program.SessionID });
  if (program.IsCurrent) {
    signedOut("You have ended the session of this browser.");
    return;
  }
  await again();
  say(`“${program.ApplicationName}” may do nothing more in your name.`);
}
