// Signing in and out.

import { call, session } from "./api.js";
import { ask, route, wall } from "./navigation.js";
import { find, hush, say } from "./page.js";
import { clearUploads, stopUploads } from "./uploads.js";

async function signIn(token) {
  session.token = token;
  session.me = await call("GET", "Account/VerifyCredentials");
  sessionStorage.setItem("token", token);
  const acting = Number(sessionStorage.getItem("acting"));
  session.acting = session.me.IsGroupManager && acting > 0 ? acting : null;
  find("sign-in").hidden = true;
  find("sign-in-form").reset();
  for (const id of ["nav", "who", "main"]) {
    find(id).hidden = false;
  }
  find("who-name").textContent = `${session.me.Nickname} · member ${session.me.UserID}`;
  find("act-form").hidden = !session.me.IsGroupManager;
  find("act-group").textContent = session.me.GroupName ?? "your group";
  hush();
}

export function signOut(reason = "", forget = true) {
  wall.turn++;
  stopUploads();
  clearUploads();
  Object.assign(session, { token: "", me: null, acting: null });
  if (forget) {
    sessionStorage.clear();
  }
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  find("view").replaceChildren();
  for (const id of ["nav", "who", "main"]) {
    find(id).hidden = true;
  }
  hush();
  find("sign-in").hidden = false;
  find("sign-in-login").hidden = !location.hash.startsWith("#approve=");
  find("token-fault").textContent = reason;
  find("token").toggleAttribute("aria-invalid", false);
  find("token").focus();
}

export async function tryToken(token) {
  try {
    await signIn(token);
  } catch (failure) {
    refuse(failure);
    return;
  }
  await route();
}

function refuse(failure) {
  // A server that cannot be reached says nothing about the token: loading the page again tries it again.
  const isWrong = failure.status === 401;
  signOut(isWrong ? "This token is not accepted: it is mistyped, has expired or was revoked." : failure.message, isWrong);
  find("token").setAttribute("aria-invalid", "true");
}

/**
 * Signs in with a token that stood in the address, where the page is that of a demo, nobody is signed in, and the
 * person agrees: anybody can write a link that signs others in as themselves.
 */
export async function tryTokenOfAddress(token) {
  if (!("demo" in document.documentElement.dataset)) {
    say("The address held an access token, which was not used: nobody is signed in by a link. Paste the token to sign in with it.", "alerts");
    return;
  }
  if (session.me !== null) {
    say("The address held an access token, which was not used: you are signed in. Sign out first.", "alerts");
    return;
  }
  let owner;
  try {
    session.token = token;
    owner = await call("GET", "Account/VerifyCredentials");
  } catch (failure) {
    refuse(failure);
    return;
  } finally {
    session.token = "";
  }
  const answer = await ask({
    title: `Sign in as ${owner.Nickname}?`,
    text: `The address you opened holds an access token of ${owner.Nickname}, member ${owner.UserID} of this demo.`,
    yes: "Sign in here",
  });
  if (answer.yes) {
    await tryToken(token);
  }
}

/** A token in the address must not stay in the address bar, nor in the history. */
export function tokenFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get("token");
  if (token !== null) {
    fragment.delete("token");
    const rest = fragment.size === 0 ? "" : `#${decodeURIComponent(fragment.toString())}`;
    history.replaceState(null, "", location.pathname + location.search + rest);
  }
  return token;
}
