// Several pictures of the owner at once: chosen on the wall, moved to an album or removed together.

import { writing } from "./api.js";
import { again, ask, button } from "./navigation.js";
import { counted, element, say } from "./page.js";

/**
 * Boxes to choose pictures with, and a bar with what can be done with those that are chosen.
 *
 * @param pictures those on the wall
 * @param albums those of their owner
 */
export function selection(pictures, albums) {
  const chosen = new Set();
  const count = element("strong", { role: "status" });
  const target = element("select", { "aria-label": "Album to move to" },
    element("option", { value: "", textContent: "No album" }),
    ...albums.map((album) => element("option", { value: String(album.AlbumID), textContent: album.AlbumName })));
  const show = () => {
    count.textContent = `${counted(chosen.size, "picture")} selected`;
    bar.hidden = chosen.size === 0;
  };
  const boxes = pictures.map((picture) => {
    const box = element("input", { type: "checkbox", className: "choose", "aria-label": `Select ${picture.Title || `picture ${picture.PictureID}`}` });
    box.addEventListener("change", () => {
      chosen[box.checked ? "add" : "delete"](picture);
      show();
    });
    return box;
  });
  const chooseAll = (checked) => boxes.forEach((box) => {
    box.checked = checked;
    box.dispatchEvent(new Event("change"));
  });
  const bar = element(
    "div",
    { className: "selected", hidden: true },
    count,
    button("All of these", "quiet", () => chooseAll(true)),
    button("None", "quiet", () => chooseAll(false)),
    element("div", { className: "joined" }, target, button("Move", "", () => move([...chosen], target.selectedOptions[0]))),
    button("Remove", "quiet danger", () => remove([...chosen])),
  );
  return { boxes, bar };
}

async function move(pictures, { value, textContent }) {
  let moved = 0;
  try {
    for (const { PictureID, Title, Description } of pictures) {
      await writing("PUT", "UpdatePicture", { PictureID, Title, Description, AlbumID: value === "" ? null : Number(value) });
      moved++;
    }
  } finally {
    await again();
    say(`${counted(moved, "picture")} moved to ${value === "" ? "no album" : `“${textContent}”`}.`);
  }
}

async function remove(pictures) {
  const answer = await ask({ title: `Remove ${counted(pictures.length, "picture")}?`, text: "They cannot be brought back.", yes: "Remove pictures" });
  if (answer.yes) {
    await writing("POST", "RemovePictures", { PictureIDs: pictures.map((picture) => picture.PictureID) });
    await again();
    say(`${counted(pictures.length, "picture")} removed.`);
  }
}
