package org.pinacotheca.rpc.method;

import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;

/** Absolute URLs for clients. Thread-safe. */
public final class PublicLinks {
  private final Supplier<String> publicUrl;

  public PublicLinks(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** The gallery's page. */
  String home() {
    return publicUrl.get() + "/";
  }

  /** The page where a member decides on a login; without a token it asks for one. */
  String login(Optional<LoginToken> token) {
    return home() + "#approve=" + token.map(LoginToken::value).orElse("");
  }

  /** The page of an album. */
  String album(Album album) {
    return home() + "#album=" + album.owner().value() + "/" + album.id().value();
  }

  /** The page of a picture. */
  String picture(Picture picture) {
    return home() + "#picture=" + picture.owner().value() + "/" + picture.id().value();
  }

  /** The file of a rendition. */
  String file(PictureLinks links, Rendition rendition) {
    return publicUrl.get() + links.path(rendition);
  }
}
