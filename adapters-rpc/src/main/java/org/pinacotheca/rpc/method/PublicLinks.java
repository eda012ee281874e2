package org.pinacotheca.rpc.method;

import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.identity.LoginToken;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;

/** Whole addresses, as clients can follow them. Thread-safe. */
public final class PublicLinks {
  private final Supplier<String> publicUrl;

  public PublicLinks(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Where people find the gallery. */
  String home() {
    return publicUrl.get() + "/";
  }

  /** Where people decide on a login; without its token they are asked for it. */
  String login(Optional<LoginToken> token) {
    return home() + "#approve=" + token.map(LoginToken::value).orElse("");
  }

  /** Where people look at the album. */
  String album(Album album) {
    return home() + "#album=" + album.owner().value() + "/" + album.id().value();
  }

  /** Where people look at the picture. */
  String picture(Picture picture) {
    return home() + "#picture=" + picture.owner().value() + "/" + picture.id().value();
  }

  /** The file of one rendition. */
  String file(PictureLinks links, Rendition rendition) {
    return publicUrl.get() + links.path(rendition);
  }
}
