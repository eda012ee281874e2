package org.pinacotheca.http.rest.sharing;

import java.util.Optional;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareToken;
import org.pinacotheca.http.wire.WireSchema;

/** A share link as it is written; with its address when it is new. */
record ShareLinkWire(ShareLink link, Optional<String> url) {

  /** A new link. */
  static final WireSchema<ShareLinkWire> NEW_MODEL =
      WireSchema.of(
          "PictureShareLink",
          "Pictures",
          WireSchema.whole("ShareLinkID", wire -> wire.link().id().value()),
          WireSchema.whole("AlbumID", wire -> wire.link().album().value()),
          WireSchema.text("Label", wire -> wire.link().label()),
          WireSchema.textOrNil("Url", ShareLinkWire::url),
          WireSchema.timeOrNil("ExpiresOn", wire -> wire.link().expires()),
          WireSchema.wholeOrNil("VisitsMax", wire -> wire.link().visitsMax()),
          WireSchema.whole("Visits", wire -> wire.link().visits()),
          WireSchema.timeOrNil("LastVisitOn", wire -> wire.link().lastVisit()),
          WireSchema.flag("IsPinProtected", wire -> wire.link().pin().isPresent()),
          WireSchema.flag("Download", wire -> wire.link().download()));

  /** A link of a list. */
  static final WireSchema<ShareLinkWire> MODEL = NEW_MODEL.without("Url");

  static ShareLinkWire of(ShareLink link) {
    return new ShareLinkWire(link, Optional.empty());
  }

  static ShareLinkWire of(ShareLink link, ShareToken token, String publicUrl) {
    return new ShareLinkWire(link, Optional.of(publicUrl + "/s/" + token.value()));
  }

  @Override
  public String toString() {
    return "ShareLinkWire[" + link + "]";
  }
}
