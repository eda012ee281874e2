package org.pinacotheca.rpc.method;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;

/**
 * The id of an album or picture as the RPC writes it: {@code owner x 2^32 + number}, so that it
 * names its owner.
 *
 * @param number the gallery's id of the album or picture
 */
public record RpcId(UserId owner, int number) {
  /** The id that stands for no album or picture. */
  static final String NONE = "0";

  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,18}");

  public RpcId {
    if (number < 1) {
      throw new IllegalArgumentException("a number is between 1 and 2147483647, not " + number);
    }
  }

  public static RpcId of(UserId owner, AlbumId album) {
    return new RpcId(owner, album.value());
  }

  public static RpcId of(UserId owner, PictureId picture) {
    return new RpcId(owner, picture.value());
  }

  /** Parses an id; empty when no album or picture can have it. */
  public static Optional<RpcId> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    int owner = (int) (value >>> 32);
    int number = (int) value;
    return owner < 1 || number < 1
        ? Optional.empty()
        : Optional.of(new RpcId(new UserId(owner), number));
  }

  public AlbumId album() {
    return new AlbumId(number);
  }

  public PictureId picture() {
    return new PictureId(number);
  }

  /** The id as written in replies. */
  public String text() {
    return Long.toString(((long) owner.value() << 32) + number);
  }
}
