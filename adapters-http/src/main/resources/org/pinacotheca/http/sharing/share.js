// The page of a share link: asks for a PIN where there is one, then shows the album's pictures.

const PAGE_SIZE = 48;
const SWIPE_MIN = 40;
const find = (id) => document.getElementById(id);
const token = location.pathname.replace(/\/$/, "").split("/").pop();
const PIN_KEY = `pin ${token}`;

/** What is shown: the pictures so far, the pages that were read, and which picture is large. */
const shown = { pictures: [], page: 0, pages: 1, total: 0, download: false, index: 0 };

function show(id) {
  for (const part of ["gone", "locked", "album"]) {
    find(part).hidden = part !== id;
  }
}

/** The PIN is kept in this tab only, so that a phone that reloads the page does not ask again. */
async function read(number, pin) {
  const query = new URLSearchParams({ Token: token, PageNumber: number, PageSize: PAGE_SIZE });
  if (pin) {
    query.set("PinNumber", pin);
  }
  const response = await fetch(`../v1/Pictures/GetSharedAlbum?${query}`, { headers: { Accept: "application/json" } });
  const body = await response.json();
  return { status: response.status, body };
}

async function open(pin) {
  const { status, body } = await read(1, pin);
  if (status === 200) {
    if (pin) {
      sessionStorage.setItem(PIN_KEY, pin);
    }
    showAlbum(body);
  } else if (status === 404) {
    show("gone");
  } else if (body.Code === "pin_required") {
    askPin("");
  } else if (body.Code === "wrong_pin") {
    askPin("This is not the PIN. Try again.");
  } else if (body.Code === "too_many_wrong_pins") {
    askPin(`${body.Message}`);
  } else if (body.ModelState?.PinNumber) {
    askPin("The PIN has 4 to 20 letters or digits.");
  } else {
    throw new Error(body.Message);
  }
}

function askPin(fault) {
  sessionStorage.removeItem(PIN_KEY);
  show("locked");
  find("pin-fault").textContent = fault;
  find("pin").toggleAttribute("aria-invalid", fault !== "");
  find("pin").select();
  find("pin").focus();
}

function showAlbum(album) {
  document.title = album.AlbumName;
  find("name").textContent = album.AlbumName;
  find("description").textContent = album.AlbumDescription;
  const pictures = album.PicturesTotal === 1 ? "1 picture" : `${album.PicturesTotal} pictures`;
  find("facts").textContent = `${pictures} · shared by ${album.OwnerNickname}`;
  shown.pictures = [];
  find("grid").replaceChildren();
  show("album");
  add(album);
  find("name").focus();
}

function add(album) {
  shown.page = album.PageNumber;
  shown.pages = album.PageCount;
  shown.total = album.PicturesTotal;
  shown.download = album.Download;
  for (const picture of album.Pictures) {
    find("grid").append(tile(picture, shown.pictures.length));
    shown.pictures.push(picture);
  }
  find("more").hidden = shown.page >= shown.pages;
}

function nameOf(picture, index) {
  return picture.Title || picture.Description.split("\n")[0].trim() || `Picture ${index + 1}`;
}

function tile(picture, index) {
  const image = document.createElement("img");
  image.loading = "lazy";
  image.src = picture.ThumbUrl;
  image.alt = nameOf(picture, index);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tile";
  button.append(image);
  button.addEventListener("click", () => enlarge(index));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

async function more() {
  const { status, body } = await read(shown.page + 1, sessionStorage.getItem(PIN_KEY));
  if (status === 200) {
    add(body);
  } else if (status === 404) {
    find("viewer").close();
    show("gone");
  } else {
    throw new Error(body.Message);
  }
}

function enlarge(index) {
  const picture = shown.pictures[index];
  const name = nameOf(picture, index);
  shown.index = index;
  const image = find("large");
  image.removeAttribute("src");
  image.src = picture.ImageUrl;
  image.alt = name;
  find("title").textContent = name;
  find("text").textContent = picture.Description === name ? "" : picture.Description;
  find("place").textContent = `${index + 1} of ${shown.total}`;
  find("previous").disabled = index === 0;
  find("next").disabled = index === shown.total - 1;
  find("download").hidden = !shown.download;
  if (shown.download) {
    find("download").href = picture.ImageUrl;
  }
  if (!find("viewer").open) {
    find("viewer").showModal();
  }
}

async function step(by) {
  const index = shown.index + by;
  if (index >= shown.pictures.length && shown.page < shown.pages) {
    await more();
  }
  if (shown.pictures[index]) {
    enlarge(index);
  }
}

/** Runs something that may fail, and says so. */
async function attempt(work) {
  find("alert").textContent = "";
  try {
    await work();
  } catch (failure) {
    find("alert").textContent = `The pictures cannot be shown now: ${failure.message}`;
  }
}

find("pin-form").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => open(find("pin").value.trim()));
});
find("more").addEventListener("click", () => attempt(more));
find("previous").addEventListener("click", () => attempt(() => step(-1)));
find("next").addEventListener("click", () => attempt(() => step(1)));
find("close").addEventListener("click", () => find("viewer").close());
find("viewer").addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by) {
    event.preventDefault();
    attempt(() => step(by));
  }
});
find("viewer").addEventListener("close", () => find("grid").children[shown.index]?.firstChild.focus());

let touch = null;
find("stage").addEventListener("touchstart", (event) => {
  touch = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
}, { passive: true });
find("stage").addEventListener("touchend", (event) => {
  const end = event.changedTouches[0];
  const x = touch === null ? 0 : end.clientX - touch.x;
  const y = touch === null ? 0 : end.clientY - touch.y;
  touch = null;
  if (Math.abs(x) > SWIPE_MIN && Math.abs(x) > Math.abs(y)) {
    attempt(() => step(x < 0 ? 1 : -1));
  }
}, { passive: true });

attempt(() => open(sessionStorage.getItem(PIN_KEY)));
