// Programs that ask to be let in.

import { call, session } from "./api.js";
import { button, go, route } from "./navigation.js";
import { Refusal, counted, element, find, heading, hush } from "./page.js";

/** The token in what a person pastes: the token itself, or an address that holds it. */
const loginToken = (text) => /(?:^|auth_token=|approve=)([0-9a-f]{32})(?![0-9a-f])/.exec(text.trim())?.[1] ?? "";

export async function openLogin() {
  const token = loginToken(find("login-token").value);
  if (token === "") {
    find("login-token").focus();
    throw new Refusal(0, { Message: "A program's token is 32 digits and letters from a to f; its link holds one." });
  }
  find("login-form").reset();
  if (location.hash === `#approve=${token}`) {
    await route();
  } else {
    location.hash = `#approve=${token}`;
  }
}

function lasting(minutes) {
  if (minutes === 0) {
    return "It stays signed in without end.";
  }
  const [size, noun] = [[1440, "day"], [60, "hour"], [1, "minute"]].find(([unit]) => minutes % unit === 0);
  return `It stays signed in for ${counted(minutes / size, noun)}.`;
}

const asking = (...parts) => element("section", { className: "asking" }, ...parts);

export async function showLogin(text) {
  const token = loginToken(text);
  try {
    const login = token === "" ? null : await call("GET", "Account/GetLogin", { AuthToken: token });
    if (login !== null) {
      return login.IsApproved ? approvedLogin(token, login) : waitingLogin(token, login);
    }
  } catch (failure) {
    if (failure.code !== "login_not_found") {
      throw failure;
    }
  }
  const title = token === "" ? "Let a program in" : "This login is over";
  const reported = token === ""
    ? "A program that wants to use your gallery shows a token or opens a link. Put it into the field below."
    : "It was used or declined, or is more than 20 minutes old. Start again in the program, which makes another.";
  return { title, content: [asking(heading(title, reported))] };
}

function waitingLogin(token, login) {
  const title = `“${login.ApplicationName}” asks to use your gallery`;
  const where = login.CommunityTitle === null ? "" : ` in ${login.CommunityTitle}`;
  const whose = session.acting === null ? "" : " It is about your own gallery, not that of the member you act for.";
  const facts = [
    "It sees what you see, and makes albums and adds pictures in your name.",
    login.PhotoUpload ? "Its pictures are shown at once." : "Its pictures wait for your approval before others see them.",
    "It cannot buy anything, and does not get your access token.",
    lasting(login.SessionMinutes),
  ];
  return {
    title,
    content: [asking(
      heading(title, `You decide as ${session.me.Nickname}, member ${session.me.UserID}${where}.${whose}`),
      element("ul", {}, ...facts.map((fact) => element("li", { textContent: fact }))),
      element("p", { className: "caution", textContent: "Approve only if you have just started this program yourself." }),
      element("div", { className: "actions" },
        button("Decline", "quiet danger", () => declineLogin(token, login)),
        button("Approve", "primary", () => approveLogin(token, login))),
    )],
  };
}

function approvedLogin(token, login) {
  const title = `“${login.ApplicationName}” may use your gallery`;
  const reported = "Go back to the program: it goes on by itself, or wants to hear that you are done. You can close this page.";
  const back = button("Take it back", "quiet danger", () => declineLogin(token, login));
  return { title, content: [asking(heading(title, reported), element("div", { className: "actions" }, back))] };
}

async function approveLogin(token, login) {
  await call("POST", "Account/ApproveLogin", { AuthToken: token });
  hush();
  const drawn = approvedLogin(token, login);
  find("view").replaceChildren(...drawn.content);
  document.title = `${drawn.title} – Pinacotheca`;
  find("main").focus({ preventScroll: true });
}

async function declineLogin(token, login) {
  await call("POST", "Account/DeclineLogin", { AuthToken: token });
  await go("#", `“${login.ApplicationName}” is not let in.`);
}
