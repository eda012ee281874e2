// The web console: a client of the REST API on its own origin. Here its views and the page's own forms come together.

import { showAccount } from "./account.js";
import { saveAlbum, showAlbums, showPriceAgain } from "./albums.js";
import { call, self, session } from "./api.js";
import { showPending } from "./approvals.js";
import { showConsent } from "./consent.js";
import { showCredits } from "./credits.js";
import { openLogin, showLogin } from "./logins.js";
import { attempt, begin, closeDialogsAbove, forgetDialogs, route } from "./navigation.js";
import { Refusal, find, hush } from "./page.js";
import { decideSafety, openEditForm, removePicture, savePicture, showGallery, showPicture, step } from "./pictures.js";
import { showPrices } from "./prices.js";
import { showPrograms } from "./programs.js";
import { choosePassword, enter, invitationFromAddress, showInvitation, showRegistration, signIn, signOut, signedOut } from "./signing.js";
import { clearUploads, keepPage, stopUploads } from "./uploads.js";

/** "owner/number", or the RPC's id: owner times 2^32 plus number. */
function ownedId(text) {
  const pair = /^(\d{1,10})\/(\d{1,10})$/.exec(text);
  if (pair) {
    return { owner: Number(pair[1]), number: Number(pair[2]) };
  }
  if (!/^\d{1,19}$/.test(text)) {
    throw new Refusal(400, { Message: "There is no album or picture at this address." });
  }
  const id = BigInt(text);
  return { owner: Number(id >> 32n), number: Number(id & 0xffffffffn) };
}

const views = {
  albums: () => showAlbums(self()),
  user: (text) => showAlbums(Number(text)),
  pictures: (text) => showGallery(Number(text) || self(), null),
  pending: () => showPending(),
  album: (text) => {
    const { owner, number } = ownedId(text);
    return showGallery(owner, number);
  },
  picture: (text) => showPicture(ownedId(text)),
  subscriptions: () => showPrices(),
  credits: () => showCredits(),
  programs: () => showPrograms(),
  account: () => showAccount(),
  approve: (text) => showLogin(text),
  authorize: (text) => showConsent(text),
};
function numberIn(id) {
  const text = find(id).value.trim();
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    find(id).focus();
    throw new Refusal(0, { Message: "A member's number is a whole number, such as 123456." });
  }
  return Number(text);
}

async function act(member) {
  session.acting = member;
  sessionStorage.setItem("acting", member ?? "");
  hush();
  if (location.hash === "" || location.hash === "#") {
    await route();
  } else {
    location.hash = "#";
  }
}

async function actForChosen() {
  const member = numberIn("act-user");
  await call("GET", "Pictures/GetAlbums", { UserID: member }, member);
  find("act-form").reset();
  await act(member);
}

function listen() {
  find("sign-in-form").addEventListener("submit", attempt(signIn));
  find("invitation-form").addEventListener("submit", attempt(choosePassword));
  find("register").addEventListener("click", showRegistration);
  find("invitation-leave").addEventListener("click", () => signedOut());
  find("sign-out").addEventListener("click", attempt(signOut));
  find("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (find("main").hidden ? find("sign-in-name") : find("main")).focus();
  });
  find("visit-form").addEventListener("submit", attempt(() => {
    const member = numberIn("visit-user");
    find("visit-form").reset();
    location.hash = `#user=${member}`;
  }));
  find("act-form").addEventListener("submit", attempt(actForChosen));
  find("login-form").addEventListener("submit", attempt(openLogin));
  find("acting-stop").addEventListener("click", attempt(() => act(null)));
  find("album-form").addEventListener("submit", attempt(saveAlbum));
  find("album-form").addEventListener("input", showPriceAgain);
  find("edit-form").addEventListener("submit", attempt(savePicture));
  find("edit-safe").addEventListener("change", decideSafety);
  find("picture-edit").addEventListener("click", openEditForm);
  find("picture-remove").addEventListener("click", attempt(removePicture));
  find("picture-previous").addEventListener("click", () => step(-1));
  find("picture-next").addEventListener("click", () => step(1));
  find("picture-dialog").addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      step(event.key === "ArrowLeft" ? -1 : 1);
    }
  });
  document.querySelectorAll("[data-close]").forEach((close) =>
    close.addEventListener("click", () => close.closest("dialog").close()));
  find("upload-stop").addEventListener("click", stopUploads);
  find("upload-close").addEventListener("click", clearUploads);
  addEventListener("beforeunload", keepPage);
  addEventListener("popstate", closeDialogsAbove);
  addEventListener("hashchange", attempt(async () => {
    const invitation = invitationFromAddress();
    forgetDialogs();
    hush();
    await (invitation === "" ? route() : showInvitation(invitation));
  }));
}

begin(views, signedOut);
listen();
await attempt(async () => {
  const invitation = invitationFromAddress();
  if (invitation !== "") {
    await showInvitation(invitation);
  } else if (!(await enter())) {
    signedOut();
  }
})();
