// Signing in and out: by password, or the first time by an invitation. The browser holds the session in a cookie.

import { call, post, session } from "./api.js";
import { forgetDialogs, route, wall } from "./navigation.js";
import { Refusal, clearFaults, find, hush, say, submit } from "./page.js";
import { clearUploads, stopUploads } from "./uploads.js";

/** What is shown: the sign-in form, an invitation, or the gallery. */
function show(part) {
  find("sign-in").hidden = part !== "sign-in";
  find("invitation").hidden = part !== "invitation";
  for (const id of ["nav", "who", "main"]) {
    find(id).hidden = part !== "gallery";
  }
}

/** Shows the gallery of whoever the browser's session is of; false where it has none. */
export async function enter() {
  try {
    session.me = await call("GET", "Account/VerifyCredentials");
  } catch (failure) {
    if (failure instanceof Refusal && failure.status === 401) {
      return false;
    }
    throw failure;
  }
  const acting = Number(sessionStorage.getItem("acting"));
  session.acting = session.me.IsGroupManager && acting > 0 ? acting : null;
  show("gallery");
  find("sign-in-form").reset();
  find("invitation-form").reset();
  find("who-name").textContent = `${session.me.Nickname} · member ${session.me.UserID}`;
  find("act-form").hidden = !session.me.IsGroupManager;
  find("act-group").textContent = session.me.GroupName ?? "your group";
  hush();
  await route();
  return true;
}

/** Shows the sign-in form, and nothing of whoever was signed in. */
export function signedOut(reason = "") {
  wall.turn++;
  stopUploads();
  clearUploads();
  Object.assign(session, { me: null, acting: null });
  sessionStorage.clear();
  forgetDialogs();
  find("view").replaceChildren();
  hush();
  show("sign-in");
  find("sign-in-login").hidden = !/^#(approve|authorize)=/.test(location.hash);
  find("register-offer").hidden = !("registration" in document.documentElement.dataset);
  find("sign-in-fault").textContent = reason;
  find("sign-in-name").focus();
}

export async function signOut() {
  await post("session/end", {});
  history.replaceState(null, "", location.pathname);
  signedOut();
}

/** By this text, which the server signed, wrong passwords that others give do not lock this browser out. */
export const device = { read: () => localStorage.getItem("device") ?? "", keep: ({ Device }) => localStorage.setItem("device", Device) };

export async function signIn() {
  await submit(find("sign-in-form"), async () => {
    const fields = { Name: find("sign-in-name").value, Password: find("sign-in-password").value, Device: device.read() };
    device.keep(await post("session/begin", fields));
    await enter();
  });
}

const invited = { token: "" };

/** The invitation in the address, which is taken out of the address bar and the history. */
export function invitationFromAddress() {
  const token = /^#invitation=([0-9a-f]+)$/.exec(location.hash)?.[1] ?? "";
  if (token !== "") {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token;
}

export async function showInvitation(token) {
  try {
    const { Nickname } = await post("session/invitation", { Invitation: token });
    signedOut();
    invited.token = token;
    find("invitation-title").textContent = `Welcome, ${Nickname}`;
    find("invitation-text").textContent = "Choose the password with which you will sign in to this gallery. The link that you followed works once.";
    offerPassword("Set password", Nickname);
    find("invitation-password").focus();
  } catch (failure) {
    if (await enter()) {
      say(failure.message, "alerts");
    } else {
      signedOut(failure.message);
    }
  }
}

/** Shows the form for a password; the nickname is asked for where it is not known. */
function offerPassword(save, nickname) {
  show("invitation");
  find("invitation-form").reset();
  clearFaults(find("invitation-form"));
  find("invitation-save").textContent = save;
  find("invitation-name").value = nickname;
  find("invitation-name-field").hidden = nickname !== "";
}

/** Shows the form with which somebody becomes a member without an invitation. */
export function showRegistration() {
  invited.token = "";
  find("invitation-title").textContent = "Welcome";
  find("invitation-text").textContent = "Choose a name and a password with which you will sign in to this gallery.";
  offerPassword("Create account", "");
  find("invitation-name").focus();
}

export async function choosePassword() {
  await submit(find("invitation-form"), async () => {
    const Password = find("invitation-password").value;
    device.keep(invited.token === ""
      ? await post("session/register", { Nickname: find("invitation-name").value, Password })
      : await post("session/accept", { Invitation: invited.token, Password }));
    invited.token = "";
    await enter();
  });
}
