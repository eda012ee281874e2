// The albums of a member, and what their owner does with them.

import { amountFault, amountText, priceText, readAmount } from "./amounts.js";
import { albumsOf, call, galleryOf, isMine, session, writing } from "./api.js";
import { again, ask, attempt, button, go, openDialog, wall } from "./navigation.js";
import { backLink, clearFaults, counted, element, find, heading, lock, noAccess, print, say, submit } from "./page.js";

const PRICES_AT_A_TIME = 4;

export async function showAlbums(owner) {
  const [albums, page] = await Promise.all([albumsOf(owner), galleryOf(owner, { PageSize: 1 })]);
  const mine = isMine(owner);
  const cards = albums.map(albumCard);
  if (mine) {
    dragCards(cards);
  }
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
  return { album, closed, name, sub, item: element("li", { className: "work" }, link) };
}

/**
 * Tells which albums have a PIN, by their prices, as the cards come into sight: an owner's own, and of another's those
 * that are not open. A few are asked for at a time; after a refusal no more of them are.
 */
function showLocks(cards, turn) {
  const inSight = [];
  let asked = 0;
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watch.unobserve(entry.target);
      inSight.push(cards.find((card) => card.item === entry.target));
    }
    askOn();
  });
  const askOn = () => {
    if (turn !== wall.turn) {
      watch.disconnect();
      return;
    }
    while (asked < PRICES_AT_A_TIME && inSight.length > 0) {
      asked++;
      void showLock(inSight.shift()).then(() => {
        asked--;
        askOn();
      }, () => watch.disconnect());
    }
  };
  cards.filter(({ album, closed }) => closed || isMine(album.UserID)).forEach(({ item }) => watch.observe(item));
}

async function showLock({ album, name, sub }) {
  const price = await call("GET", "Pictures/GetAlbumPrice", { AlbumID: album.AlbumID }, session.acting);
  if (price.IsPinProtected) {
    name.prepend(lock("lock"));
    name.append(element("span", { className: "unseen", textContent: ", behind a PIN" }));
    if (["none", "owner"].includes(price.Access) && price.PINPrice > 0) {
      sub.append(` · ${priceText(price.PINPrice)}`);
    }
  }
}

/** The album that the form changes; null where it makes a new one. */
const edited = { album: null, price: null, position: 0 };

async function openAlbumForm() {
  await openForm(null, { IsPinProtected: false }, []);
}

/** Opens the form with what the album has; its PIN is known to nobody. */
export async function editAlbum(album, price) {
  await openForm(album, price, await albumsOf(album.UserID));
}

async function openForm(album, price, albums) {
  const form = find("album-form");
  form.reset();
  clearFaults(form);
  Object.assign(edited, { album, price, position: albums.findIndex((each) => each.AlbumID === album?.AlbumID) });
  find("album-dialog-title").textContent = album === null ? "A new album" : "Edit album";
  find("album-save").textContent = album === null ? "Create album" : "Save";
  find("album-name").value = album?.AlbumName ?? "";
  find("album-description").value = album?.AlbumDescription ?? "";
  find("album-price").value = price.IsPinProtected ? amountText(price.PINPrice) : "";
  find("album-pin").placeholder = price.IsPinProtected ? "stays as it is" : "4 letters or digits";
  find("album-unlock-field").hidden = !price.IsPinProtected;
  find("album-position-field").hidden = albums.length < 2;
  find("album-position").replaceChildren(...albums.map((_, index) =>
    element("option", { value: String(index), textContent: `${index + 1} of ${albums.length}`, selected: index === edited.position })));
  showPriceAgain();
  openDialog(find("album-dialog"));
}

/** Says how the price was read, before it counts. */
export function showPriceAgain() {
  const text = find("album-price").value.trim();
  const price = readAmount(text);
  const read = price === 0 ? "Others give the PIN and pay nothing." : `Others pay ${price === null ? "" : priceText(price)} once.`;
  find("album-price-again").textContent = text === "" || find("album-unlock").checked ? "" : price === null ? amountFault() : read;
}

/** What the form says, in the words of CreateAlbum and UpdateAlbum. */
function albumFields() {
  const value = (id) => find(id).value.trim();
  const fields = { Name: value("album-name"), Description: value("album-description") };
  const { album, position } = edited;
  if (album !== null) {
    fields.AlbumID = album.AlbumID;
    fields.Description ||= null;
    if (!find("album-position-field").hidden && Number(value("album-position")) !== position) {
      fields.Sequence = Number(value("album-position"));
    }
  }
  if (find("album-unlock").checked) {
    return { ...fields, PinNumber: null };
  }
  if (value("album-pin") !== "") {
    fields.PinNumber = value("album-pin");
  }
  if (value("album-price") !== "") {
    // What cannot be read is sent as it is, and refused together with all other faults.
    fields.PINPrice = readAmount(value("album-price")) ?? value("album-price");
  }
  return fields;
}

export async function saveAlbum() {
  await submit(find("album-form"), async () => {
    const fields = albumFields();
    if (edited.album === null) {
      const album = await writing("POST", "CreateAlbum", fields);
      await go(`#album=${album.UserID}/${album.AlbumID}`, `The album “${album.AlbumName}” is made.`);
      return;
    }
    const album = await writing("PUT", "UpdateAlbum", fields);
    find("album-dialog").close();
    await again();
    say(`The album “${album.AlbumName}” is saved.`);
  });
}

/** Moves an album of the member to another place in their list. */
async function moveAlbum(album, position) {
  await writing("PUT", "UpdateAlbum", { AlbumID: album.AlbumID, Name: album.AlbumName, Sequence: position });
  await again();
  say(`The album “${album.AlbumName}” is now ${position === 0 ? "the first" : `number ${position + 1}`}.`);
}

/** Lets an owner drag the cards into another order; the form of each album does the same by keyboard. */
function dragCards(cards) {
  let dragged = -1;
  cards.forEach(({ item }, index) => {
    item.draggable = true;
    const over = (isOver) => item.classList.toggle("over", isOver && dragged >= 0 && dragged !== index);
    item.addEventListener("dragstart", (event) => {
      dragged = index;
      event.dataTransfer.effectAllowed = "move";
    });
    item.addEventListener("dragend", () => (dragged = -1));
    item.addEventListener("dragover", (event) => {
      if (dragged >= 0) {
        event.preventDefault();
        over(true);
      }
    });
    item.addEventListener("dragleave", () => over(false));
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (dragged >= 0 && dragged !== index) {
        void attempt(() => moveAlbum(cards[dragged].album, index))();
      }
    });
  });
}

export async function removeAlbum(owner, album) {
  const answer = await ask({
    title: `Remove “${album.AlbumName}”?`,
    text: "Its pictures stay in your gallery without an album, unless you remove them too.",
    check: "Remove its pictures too",
    yes: "Remove album",
  });
  if (answer.yes) {
    await writing("POST", "RemoveAlbum", { AlbumID: album.AlbumID, RemoveAllPictures: answer.checked });
    await go("#", `The album “${album.AlbumName}” is removed.`);
  }
}
