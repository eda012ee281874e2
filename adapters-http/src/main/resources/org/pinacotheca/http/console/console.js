// The web console: a client of the REST API on its own origin.

import { Refusal, clearFaults, counted, element, find, hush, lock, say, submit } from "./page.js";
import { offers, priceText } from "./selling.js";

const PAGE_SIZE = 48;
const SCAN_PAGES_MAX = 20;
const UPLOAD_PICTURES_MAX = 50;
const UPLOAD_BYTES_MAX = 24 * 1024 * 1024;
const PICTURE_BYTES_MAX = 25 * 1024 * 1024;
const PICTURE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const TITLE_LENGTH_MAX = 100;
const ATTEMPTS_MAX = 3;

const session = { token: "", me: null, acting: null };
const wall = { turn: 0, albums: [], pictures: [], shown: 0, page: 1, mine: false };
const asked = { prices: true };

// ---- The page

const complain = (failure) => say(failure instanceof Refusal ? failure.message : `The console failed: ${failure.message}`, "alerts");

/** Runs what a click or a key asked for; what goes wrong is told in the page. */
function attempt(work) {
  return async (event) => {
    event?.preventDefault();
    try {
      await work(event);
    } catch (failure) {
      if (failure instanceof Refusal && failure.status === 401) {
        signOut("You are signed out: the access token has expired or was revoked.");
      } else {
        complain(failure);
      }
    }
  };
}

function bytesText(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

// ---- The REST API

const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

function retryKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Calls an operation; a member to act for makes it the group manager's form. */
async function call(method, operation, fields = {}, subject = null) {
  const form = subject === null ? fields : { ...fields, UserID: subject };
  const headers = { Authorization: `bearer ${session.token}`, Accept: "application/json" };
  const options = { method, headers, cache: "no-store", credentials: "omit", redirect: "error" };
  let address = `${subject === null ? "v1" : "v1/Groups"}/${operation}`;
  if (method === "GET") {
    address += `?${new URLSearchParams(form)}`;
  } else {
    headers["Content-Type"] = "application/json";
    headers["Idempotency-Key"] = retryKey();
    options.body = JSON.stringify(form);
  }
  const response = await send(address, options);
  const text = await response.text();
  if (!response.ok) {
    throw new Refusal(response.status, parsed(text));
  }
  return text === "" ? null : JSON.parse(text);
}

/** A write that may have arrived is sent again under the same key, which the server does only once. */
async function send(address, options) {
  for (let tries = 1; ; tries++) {
    let response = null;
    try {
      response = await fetch(address, options);
    } catch {
      if (tries >= ATTEMPTS_MAX) {
        throw new Refusal(0, { Message: "The server cannot be reached. Nothing is known to be lost; try again." });
      }
    }
    if (response !== null && (response.status !== 503 || tries >= ATTEMPTS_MAX)) {
      return response;
    }
    await wait(Number(response?.headers.get("Retry-After")) || tries);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}

const self = () => session.acting ?? session.me.UserID;
const isMine = (owner) => owner === self();
const subjectOf = (owner) => (session.acting !== null && isMine(owner) ? owner : null);
const writing = (method, operation, fields) => call(method, `Pictures/${operation}`, fields, session.acting);
const albumsOf = (owner) =>
  call("GET", "Pictures/GetAlbums", { UserID: owner, ReturnPictureIDs: true }, subjectOf(owner));
const galleryOf = (owner, fields) => call("GET", "Pictures/GetGallery", { UserID: owner, ...fields }, subjectOf(owner));

// ---- Signing in and out

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

function signOut(reason = "", forget = true) {
  wall.turn++;
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

async function tryToken(token) {
  try {
    await signIn(token);
  } catch (failure) {
    // A server that cannot be reached says nothing about the token: loading the page again tries it again.
    const isWrong = failure.status === 401;
    signOut(isWrong ? "This token is not accepted: it is mistyped, has expired or was revoked." : failure.message, isWrong);
    find("token").setAttribute("aria-invalid", "true");
    return;
  }
  await route();
}

/** A token in the address must not stay in the address bar, nor in the history. */
function tokenFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get("token");
  if (token !== null) {
    fragment.delete("token");
    const rest = fragment.size === 0 ? "" : `#${decodeURIComponent(fragment.toString())}`;
    history.replaceState(null, "", location.pathname + location.search + rest);
  }
  return token;
}

// ---- Where we are

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
  approve: (text) => showLogin(text),
};

async function route(page = 1) {
  if (session.me === null) {
    return;
  }
  const turn = ++wall.turn;
  wall.page = page;
  const [name, ...rest] = location.hash.slice(1).split("=");
  const view = Object.hasOwn(views, name) ? name : "albums";
  document.querySelectorAll("#nav a").forEach((link) =>
    link.setAttribute("aria-current", link.dataset.view === view ? "page" : "false"));
  find("acting").hidden = session.acting === null;
  find("acting-text").textContent = `You act for member ${session.acting}. What you change here is recorded under your name.`;
  find("main").setAttribute("aria-busy", "true");
  try {
    const drawn = await views[view](decodeURIComponent(rest.join("=")));
    if (turn === wall.turn) {
      find("view").replaceChildren(...drawn.content);
      document.title = `${drawn.title} – Pinacotheca`;
      find("main").focus({ preventScroll: true });
      drawn.afterwards?.(turn);
      void countPending(turn);
    }
  } catch (failure) {
    if (turn === wall.turn) {
      find("view").replaceChildren(element("p", { className: "nothing", textContent: "There is nothing to show here." }));
      throw failure;
    }
  } finally {
    if (turn === wall.turn) {
      find("main").removeAttribute("aria-busy");
    }
  }
}

const again = () => route(wall.page);

async function countPending(turn) {
  const count = find("pending-count");
  try {
    const page = await call("GET", "Pictures/GetPendingPictures", { PageSize: 1 }, session.acting);
    if (turn === wall.turn) {
      count.hidden = page.PicturesTotal === 0;
      count.textContent = page.PicturesTotal;
    }
  } catch {
    count.hidden = true;
  }
}

function heading(title, sub, ...buttons) {
  const text = element("div", {}, element("h1", { textContent: title }), sub ? element("p", { className: "sub", textContent: sub }) : null);
  return element("div", { className: "heading" }, text, element("div", { className: "actions" }, ...buttons));
}

function button(text, className, work) {
  const made = element("button", { type: "button", textContent: text, className });
  made.addEventListener("click", attempt(work));
  return made;
}

/** A framed picture; where there is no address, what stands in the frame instead. */
function print(address, instead) {
  const frame = element("span", { className: "print" });
  frame.append(address ? element("img", { src: address, alt: "", loading: "lazy", decoding: "async" }) : instead);
  return frame;
}

const noAccess = () => element("span", { className: "empty" }, lock(""), "not open to you");

// ---- Albums

async function showAlbums(owner) {
  const [albums, page] = await Promise.all([albumsOf(owner), galleryOf(owner, { PageSize: 1 })]);
  const mine = isMine(owner);
  const cards = albums.map(albumCard);
  const title = mine && session.acting === null ? "Albums" : `Albums of ${page.User.Nickname}`;
  const sub = `${counted(albums.length, "album")}, ${counted(page.PicturesTotal, "picture")}`;
  const all = element("a", { href: `#pictures=${owner}`, textContent: "All pictures", className: "back" });
  const content = [
    mine ? null : backLink("#", "Your albums"),
    heading(title, sub, mine ? button("New album", "primary", openAlbumForm) : all),
    albums.length === 0
      ? element("p", { className: "nothing", textContent: mine ? "The wall is bare. Make your first album." : "No albums yet." })
      : element("ul", { className: "wall albums" }, ...cards.map((card) => card.item)),
  ].filter((part) => part !== null);
  return { title, content, afterwards: (turn) => showLocks(cards, turn) };
}

const backLink = (href, text) => element("a", { className: "back", href, textContent: `‹ ${text}` });

function albumCard(album) {
  const closed = album.AlbumSize > 0 && album.ThumbUrl === null;
  const name = element("strong", {}, album.AlbumName);
  const sub = element("span", { className: "sub", textContent: counted(album.AlbumSize, "picture") });
  const link = element(
    "a",
    { className: "hang", href: `#album=${album.UserID}/${album.AlbumID}` },
    print(album.ThumbUrl, closed ? noAccess() : element("span", { className: "empty", textContent: "no pictures yet" })),
    element("span", { className: "plate" }, name, sub),
  );
  return { album, name, sub, item: element("li", { className: "work" }, link) };
}

/** Whether an album has a PIN is told by its price; a server that sells nothing has no such operation. */
async function showLocks(cards, turn) {
  for (const { album, name, sub } of cards) {
    if (!asked.prices || turn !== wall.turn) {
      return;
    }
    try {
      const price = await call("GET", "Pictures/GetAlbumPrice", { AlbumID: album.AlbumID }, session.acting);
      if (price.IsPinProtected) {
        name.prepend(lock("lock"));
        name.append(element("span", { className: "unseen", textContent: ", behind a PIN" }));
        if (price.Access === "none") {
          sub.append(` · ${priceText(price.PINPrice)}`);
        }
      }
    } catch (failure) {
      asked.prices = failure.code !== "route_not_found";
    }
  }
}

function openAlbumForm() {
  find("album-form").reset();
  clearFaults(find("album-form"));
  find("album-dialog").showModal();
}

async function createAlbum() {
  const value = (id) => find(id).value.trim();
  const fields = { Name: value("album-name"), Description: value("album-description") };
  const price = value("album-price").replace(",", ".");
  if (value("album-pin") !== "") {
    fields.PinNumber = value("album-pin");
  }
  if (price !== "") {
    fields.PINPrice = /^\d+(\.\d+)?$/.test(price) ? Number(price) : price;
  }
  await submit(find("album-form"), async () => {
    const album = await writing("POST", "CreateAlbum", fields);
    find("album-dialog").close();
    say(`The album “${album.AlbumName}” is made.`);
    location.hash = `#album=${album.UserID}/${album.AlbumID}`;
  });
}

async function removeAlbum(owner, album) {
  const answer = await ask({
    title: `Remove “${album.AlbumName}”?`,
    text: "Its pictures stay in your gallery without an album, unless you remove them too.",
    check: "Remove its pictures too",
    yes: "Remove album",
  });
  if (answer.yes) {
    await writing("POST", "RemoveAlbum", { AlbumID: album.AlbumID, RemoveAllPictures: answer.checked });
    location.hash = "#";
    say(`The album “${album.AlbumName}” is removed.`);
  }
}

// ---- Pictures

async function showGallery(owner, albumId) {
  const paging = { PageSize: PAGE_SIZE, PageNumber: wall.page };
  const [albums, page] = await Promise.all([
    albumsOf(owner),
    galleryOf(owner, albumId === null ? paging : { ...paging, AlbumID: albumId }),
  ]);
  const album = albums.find((each) => each.AlbumID === albumId) ?? null;
  const mine = isMine(owner);
  wall.albums = albums;
  wall.pictures = page.Pictures;
  wall.mine = mine;
  const title = album?.AlbumName ?? (mine && session.acting === null ? "All pictures" : `Pictures of ${page.User.Nickname}`);
  const closed = page.Pictures.some((picture) => picture.ImageUrl === null);
  const sub = [album?.AlbumDescription, counted(page.PicturesTotal, "picture"), closed ? "Not open to you." : ""];
  const remove = mine && album ? button("Remove album", "quiet danger", () => removeAlbum(owner, album)) : null;
  const back = mine ? backLink("#", "Albums") : backLink(`#user=${owner}`, `Albums of ${page.User.Nickname}`);
  const content = [back, heading(title, sub.filter(Boolean).join("\n"), ...(remove ? [remove] : []))];
  if (mine) {
    content.push(dropZone(albumId));
  } else {
    content.push(await offers({ owner: page.User, album, acting: session.acting, call, attempt, again }));
  }
  content.push(
    page.Pictures.length === 0
      ? element("p", { className: "nothing", textContent: "No pictures here yet." })
      : element("ul", { className: "wall" }, ...page.Pictures.map(pictureTile)),
    pages(page),
  );
  return { title, content };
}

/** Programs of the older API give a picture only a caption, which is its description. */
function nameOf(picture) {
  const line = picture.Title || picture.Description.split("\n")[0].trim();
  const characters = [...line];
  const short = characters.length > TITLE_LENGTH_MAX ? `${characters.slice(0, TITLE_LENGTH_MAX).join("")}…` : line;
  return short || `Picture ${picture.PictureID}`;
}

function pictureTile(picture, index) {
  const title = nameOf(picture);
  const facts = `${picture.Width} × ${picture.Height}`;
  const parts = [
    print(picture.ThumbUrl, noAccess()),
    element("span", { className: "plate" }, element("strong", { textContent: title }), element("span", { className: "sub", textContent: facts })),
  ];
  if (picture.ImageUrl === null) {
    return element("li", { className: "work" }, element("div", { className: "hang" }, ...parts));
  }
  const open = element("button", { type: "button", className: "hang", "data-picture": picture.PictureID }, ...parts);
  open.addEventListener("click", () => openPicture(index));
  return element("li", { className: "work" }, open);
}

function pages(page) {
  if (page.PageCount <= 1) {
    return "";
  }
  const step = (text, number) => {
    const made = button(text, "", () => route(number));
    made.disabled = number < 1 || number > page.PageCount;
    return made;
  };
  return element(
    "nav",
    { className: "pages", "aria-label": "Pages" },
    step("Previous", page.PageNumber - 1),
    element("span", { textContent: `${page.PageNumber} of ${page.PageCount}` }),
    step("Next", page.PageNumber + 1),
  );
}

function openPicture(index) {
  const picture = wall.pictures[index];
  wall.shown = index;
  const image = find("picture-image");
  image.removeAttribute("src");
  image.src = picture.ImageUrl;
  image.alt = nameOf(picture);
  find("picture-title").textContent = image.alt;
  find("picture-description").textContent = picture.Description === image.alt ? "" : picture.Description;
  const uploaded = new Date(`${picture.DateUploaded}Z`).toLocaleString([], { dateStyle: "long", timeStyle: "short" });
  find("picture-facts").textContent = `${picture.Width} × ${picture.Height} · ${bytesText(picture.Size)} · added ${uploaded}`;
  find("picture-previous").disabled = index === 0;
  find("picture-next").disabled = index === wall.pictures.length - 1;
  find("picture-edit").hidden = !wall.mine;
  find("picture-remove").hidden = !wall.mine;
  if (!find("picture-dialog").open) {
    find("picture-dialog").showModal();
  }
}

function step(by) {
  const index = wall.shown + by;
  if (wall.pictures[index]?.ImageUrl) {
    openPicture(index);
  }
}

/** A picture's link names no album: it is looked for in its owner's gallery. */
async function showPicture({ owner, number }) {
  for (let page = 1; page <= SCAN_PAGES_MAX; page++) {
    wall.page = page;
    const drawn = await showGallery(owner, null);
    const index = wall.pictures.findIndex((picture) => picture.PictureID === number);
    if (index >= 0) {
      return { ...drawn, afterwards: () => wall.pictures[index].ImageUrl && openPicture(index) };
    }
    if (wall.pictures.length < PAGE_SIZE) {
      break;
    }
  }
  throw new Refusal(404, { Message: "The member has no such picture among the latest ones." });
}

async function removePicture() {
  const picture = wall.pictures[wall.shown];
  const title = nameOf(picture);
  const answer = await ask({ title: `Remove “${title}”?`, text: "It cannot be brought back.", yes: "Remove picture" });
  if (answer.yes) {
    await writing("POST", "RemovePictures", { PictureIDs: [picture.PictureID] });
    find("picture-dialog").close();
    await again();
    say(`“${title}” is removed.`);
  }
}

function openEditForm() {
  const picture = wall.pictures[wall.shown];
  find("edit-title").value = picture.Title;
  find("edit-description").value = picture.Description;
  find("edit-safe").checked = picture.ImageSafe;
  const option = (value, text) => element("option", { value, textContent: text, selected: String(picture.AlbumID ?? "") === value });
  find("edit-album").replaceChildren(
    option("", "No album"),
    ...wall.albums.map((album) => option(String(album.AlbumID), album.AlbumName)),
  );
  clearFaults(find("edit-form"));
  find("edit-dialog").showModal();
}

async function savePicture() {
  const album = find("edit-album").value;
  const fields = {
    PictureID: wall.pictures[wall.shown].PictureID,
    Title: find("edit-title").value,
    Description: find("edit-description").value,
    AlbumID: album === "" ? null : Number(album),
    DeclaredSafe: find("edit-safe").checked,
  };
  await submit(find("edit-form"), async () => {
    await writing("PUT", "UpdatePicture", fields);
    find("edit-dialog").close();
    find("picture-dialog").close();
    await again();
    say("Saved.");
  });
}

// ---- Adding pictures

function dropZone(albumId) {
  const chooser = element("input", { type: "file", id: "files", multiple: true, accept: PICTURE_TYPES.join(",") });
  const label = element("label", { htmlFor: "files", className: "button primary", textContent: "Add pictures" });
  const zone = element("div", { className: "drop", id: "drop" }, chooser, label,
    element("span", { textContent: "or drop them here: JPEG, PNG, GIF or WebP, at most 25 MB each" }));
  const take = (files) => attempt(() => addPictures([...files], albumId, zone, chooser))();
  chooser.addEventListener("change", () => take(chooser.files));
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop" && !chooser.disabled) {
        take(event.dataTransfer.files);
      }
    });
  }
  return zone;
}

/** As few requests as the limits of one allow: pictures of a refused request are all refused. */
function batches(files) {
  const made = [];
  let bytes = 0;
  for (const file of files) {
    const last = made.at(-1);
    if (last && last.length < UPLOAD_PICTURES_MAX && bytes + file.size <= UPLOAD_BYTES_MAX) {
      last.push(file);
      bytes += file.size;
    } else {
      made.push([file]);
      bytes = file.size;
    }
  }
  return made;
}

function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => failed(new Refusal(0, { Message: `${file.name} cannot be read.` })));
    reader.readAsDataURL(file);
  });
}

const titleOf = (file) => [...file.name.replace(/\.[^.]*$/, "")].slice(0, TITLE_LENGTH_MAX).join("");

async function addPictures(files, albumId, zone, chooser) {
  const wrong = files.filter((file) => !PICTURE_TYPES.includes(file.type));
  const large = files.filter((file) => file.size > PICTURE_BYTES_MAX);
  const names = (list) => list.map((file) => file.name).join(", ");
  if (wrong.length > 0) {
    throw new Refusal(0, { Message: `Only JPEG, PNG, GIF and WebP pictures can be added, not ${names(wrong)}. Nothing was added.` });
  }
  if (large.length > 0) {
    throw new Refusal(0, { Message: `A picture has at most 25 MB: ${names(large)} ${large.length === 1 ? "is" : "are"} larger. Nothing was added.` });
  }
  if (files.length === 0) {
    return;
  }
  hush();
  const acting = session.acting;
  const bar = element("progress", { max: files.reduce((sum, file) => sum + file.size, 0) || 1, value: 0, "aria-label": "Adding pictures" });
  const text = element("span", { textContent: `0 of ${files.length}` });
  const progress = element("div", { className: "progress" }, bar, text);
  zone.append(progress);
  chooser.disabled = true;
  let added = 0;
  try {
    for (const batch of batches(files)) {
      const pictures = [];
      for (const file of batch) {
        pictures.push({ Title: titleOf(file), Image: await base64(file) });
      }
      const fields = albumId === null ? { Pictures: pictures } : { AlbumID: albumId, Pictures: pictures };
      try {
        await call("POST", "Pictures/AddPictures", fields, acting);
      } catch (failure) {
        throw explained(failure, batch, added);
      }
      added += batch.length;
      bar.value += batch.reduce((sum, file) => sum + file.size, 0);
      text.textContent = `${added} of ${files.length}`;
    }
    await again();
    say(`${counted(added, "picture")} added.`);
  } catch (failure) {
    if (added > 0 && failure.status !== 401) {
      await again();
    }
    throw failure;
  } finally {
    progress.remove();
    chooser.disabled = false;
    chooser.value = "";
  }
}

/** The server counts pictures of the request; a person knows them by their files. */
function explained(failure, batch, added) {
  if (!(failure instanceof Refusal) || failure.status === 401) {
    return failure;
  }
  const lines = [];
  for (const [field, faults] of Object.entries(failure.fields)) {
    const file = batch[Number(/^Pictures\[(\d+)\]/.exec(field)?.[1] ?? -1)];
    lines.push(`${file?.name ?? field}: ${faults.join(" ")}`);
  }
  const told = lines.length > 0 ? lines.join("\n") : failure.message;
  const outcome = added === 0 ? "Nothing was added." : `${counted(added, "picture")} ${added === 1 ? "was" : "were"} added before.`;
  return new Refusal(failure.status, { Message: `${told}\n${outcome}`, Code: failure.code });
}

// ---- Pictures that wait for approval

async function showPending() {
  const paging = { PageSize: PAGE_SIZE, PageNumber: wall.page };
  const page = await call("GET", "Pictures/GetPendingPictures", paging, session.acting);
  wall.pictures = page.Pictures;
  wall.mine = false;
  const ids = page.Pictures.map((picture) => picture.PictureID);
  const decide = async (operation, pictureIds, done) => {
    await writing("POST", operation, { PictureIDs: pictureIds });
    await again();
    say(`${counted(pictureIds.length, "picture")} ${done}.`);
  };
  const approve = (which) => () => decide("ApprovePictures", which, "approved");
  const reject = (which) => () => decide("RejectPictures", which, "rejected");
  const tiles = page.Pictures.map((picture, index) => {
    const tile = pictureTile(picture, index);
    const one = [picture.PictureID];
    tile.append(element("div", { className: "actions" }, button("Approve", "", approve(one)), button("Reject", "quiet danger", reject(one))));
    return tile;
  });
  const sub = "Programs that may not add pictures by themselves leave them here. Nobody else sees them before you approve.";
  const title = "Waiting for approval";
  const content = [
    heading(title, sub, ...(ids.length > 1 ? [button("Approve all of these", "primary", approve(ids))] : [])),
    ids.length === 0 ? element("p", { className: "nothing", textContent: "Nothing is waiting." }) : element("ul", { className: "wall" }, ...tiles),
    pages(page),
  ];
  return { title, content };
}

// ---- Programs that ask to be let in

/** The token in what a person pastes: the token itself, or an address that holds it. */
const loginToken = (text) => /(?:^|auth_token=|approve=)([0-9a-f]{32})(?![0-9a-f])/.exec(text.trim())?.[1] ?? "";

async function openLogin() {
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

async function showLogin(text) {
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
  const told = token === ""
    ? "A program that wants to use your gallery shows a token or opens a link. Put it into the field below."
    : "It was used or declined, or is more than 20 minutes old. Start again in the program, which makes another.";
  return { title, content: [asking(heading(title, told))] };
}

function waitingLogin(token, login) {
  const title = `“${login.ApplicationName}” asks to use your gallery`;
  const where = login.CommunityTitle === null ? "" : ` in ${login.CommunityTitle}`;
  const whose = session.acting === null ? "" : " It is about your own gallery, not that of the member you act for.";
  const facts = [
    "It sees what you see, and makes albums and adds pictures in your name.",
    login.PhotoUpload ? "Its pictures are shown at once." : "Its pictures wait for your approval before others see them.",
    "It cannot buy anything, and is not told your access token.",
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
  const told = "Go back to the program: it goes on by itself, or wants to hear that you are done. You can close this page.";
  const back = button("Take it back", "quiet danger", () => declineLogin(token, login));
  return { title, content: [asking(heading(title, told), element("div", { className: "actions" }, back))] };
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
  location.hash = "#";
  say(`“${login.ApplicationName}” is not let in.`);
}

// ---- Forms and questions

/** Asks before what cannot be undone. */
function ask({ title, text, check = "", yes }) {
  const dialog = find("question-dialog");
  find("question-title").textContent = title;
  find("question-text").textContent = text;
  find("question-check").hidden = check === "";
  find("question-check-text").textContent = check;
  find("question-box").checked = false;
  find("question-yes").textContent = yes;
  return new Promise((done) => {
    let answer = false;
    find("question-yes").onclick = () => {
      answer = true;
      dialog.close();
    };
    dialog.addEventListener("close", () => done({ yes: answer, checked: find("question-box").checked }), { once: true });
    dialog.showModal();
  });
}

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
  find("sign-in-form").addEventListener("submit", attempt(async () => {
    const token = find("token").value.trim();
    await (token === "" ? signOut("Paste an access token first.") : tryToken(token));
  }));
  find("sign-out").addEventListener("click", () => {
    history.replaceState(null, "", location.pathname);
    signOut();
  });
  find("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (find("main").hidden ? find("token") : find("main")).focus();
  });
  find("visit-form").addEventListener("submit", attempt(() => {
    const member = numberIn("visit-user");
    find("visit-form").reset();
    location.hash = `#user=${member}`;
  }));
  find("act-form").addEventListener("submit", attempt(actForChosen));
  find("login-form").addEventListener("submit", attempt(openLogin));
  find("acting-stop").addEventListener("click", attempt(() => act(null)));
  find("album-form").addEventListener("submit", attempt(createAlbum));
  find("edit-form").addEventListener("submit", attempt(savePicture));
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
  addEventListener("hashchange", attempt(async () => {
    const token = tokenFromAddress();
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    find("alerts").replaceChildren();
    await (token === null ? route() : tryToken(token));
  }));
}

listen();
const token = tokenFromAddress() ?? sessionStorage.getItem("token");
if (token) {
  await attempt(() => tryToken(token))();
} else {
  signOut();
}
