// Pictures that wait for approval.

import { call, session, writing } from "./api.js";
import { again, button, pageOnWall, pages } from "./navigation.js";
import { counted, element, heading, say } from "./page.js";
import { PAGE_SIZE, hang, pictureTile } from "./pictures.js";

export async function showPending() {
  const page = await pageOnWall((PageNumber) =>
    call("GET", "Pictures/GetPendingPictures", { PageSize: PAGE_SIZE, PageNumber }, session.acting));
  hang(page.Pictures);
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
