package org.pinacotheca.application.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;

/**
 * Signs and reads the addresses of pictures: {@code
 * /media/{expiry}-{signature}/{letter}{owner}_{picture}_{4 digits}.{extension}}. The image's name
 * is the old form of the RPC's upload page; its four digits come from the signature too. An address
 * that is handed out through a share link names it behind the expiry: {@code {expiry}.{link}}.
 * Thread-safe.
 */
public final class MediaLinks {
  private static final Pattern FORM =
      Pattern.compile(
          "/media/([0-9a-z]{1,13})(?:\\.([0-9a-z]{1,6}))?-[\\w-]{22}"
              + "/([a-z])([1-9][0-9]{0,9})_([1-9][0-9]{0,9})_[0-9]{4}\\.([a-z]{3,4})");
  private static final int SIGNATURE_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Secrets secrets;
  private final long windowSeconds;
  private volatile Expiry latest = new Expiry(0, text(0));

  public MediaLinks(Secrets secrets, Duration lifetime) {
    this.secrets = secrets;
    this.windowSeconds = lifetime.toSeconds() / 2;
  }

  /**
   * The addresses of a picture, issued now.
   *
   * @param end the latest time they may expire, when access ends
   */
  PictureLinks of(Source picture, Masking masking, Instant now, Optional<Instant> end) {
    return of(picture, masking, expires(now, end));
  }

  /**
   * The addresses of a picture for the visitors of a share link, which end with the link; the
   * original is not among them unless the link offers it.
   */
  public PictureLinks through(ShareLink link, Picture picture, Masking masking, Instant now) {
    String expires = expires(now, link.expires()) + suffix(Optional.of(link.id()));
    PictureLinks all = of(Source.of(picture), masking, expires);
    return link.download()
        ? all
        : rendition -> all.path(rendition == Rendition.ORIGINAL ? Rendition.BIG : rendition);
  }

  private String expires(Instant now, Optional<Instant> end) {
    long latest = end(now);
    return expiry(end.map(last -> Math.min(latest, last.getEpochSecond())).orElse(latest)).text;
  }

  private static String suffix(Optional<ShareLinkId> link) {
    return link.map(id -> "." + Integer.toString(id.value(), 36)).orElse("");
  }

  private PictureLinks of(Source picture, Masking masking, String expires) {
    boolean masked = masking == Masking.UNSAFE && !picture.safe();
    return rendition -> path(picture, masked ? Rendition.MASKED : rendition, expires);
  }

  /** Most addresses that are issued one after the other expire at the same second. */
  private Expiry expiry(long second) {
    Expiry expiry = latest;
    if (expiry.second != second) {
      expiry = new Expiry(second, text(second));
      latest = expiry;
    }
    return expiry;
  }

  private record Expiry(long second, String text) {}

  /** The second at which addresses issued now expire, unless access ends earlier. */
  public long end(Instant now) {
    return (Math.floorDiv(now.getEpochSecond(), windowSeconds) + 2) * windowSeconds;
  }

  /** The content of an address; empty when it was altered or has expired. */
  public Optional<Link> read(String path, Instant now) {
    return genuine(path).filter(link -> now.isBefore(link.expires()));
  }

  /** Whether an address was signed here; it may have expired since. */
  public boolean isGenuine(String path) {
    return genuine(path).isPresent();
  }

  private Optional<Link> genuine(String path) {
    Matcher form = FORM.matcher(path);
    if (!form.matches()) {
      return Optional.empty();
    }
    long expiry;
    Optional<ShareLinkId> link;
    int owner;
    int picture;
    try {
      expiry = Long.parseLong(form.group(1), 36);
      link =
          Optional.ofNullable(form.group(2))
              .map(number -> new ShareLinkId(Integer.parseInt(number, 36)));
      owner = Integer.parseInt(form.group(4));
      picture = Integer.parseInt(form.group(5));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    Optional<Rendition> rendition =
        Arrays.stream(Rendition.values()).filter(r -> r.letter().equals(form.group(3))).findFirst();
    if (rendition.isEmpty()) {
      return Optional.empty();
    }
    String expected =
        path(rendition.get(), owner, picture, form.group(6), text(expiry) + suffix(link));
    if (!MessageDigest.isEqual(bytes(expected), bytes(path))) {
      return Optional.empty();
    }
    return Optional.of(
        new Link(
            new UserId(owner),
            new PictureId(picture),
            rendition.get(),
            Instant.ofEpochSecond(expiry),
            link));
  }

  private static String text(long expiry) {
    return Long.toString(expiry, 36);
  }

  private String path(Source picture, Rendition rendition, String expires) {
    return path(
        rendition,
        picture.owner().value(),
        picture.id().value(),
        formatOf(picture.format(), rendition).extension(),
        expires);
  }

  private String path(
      Rendition rendition, int owner, int picture, String extension, String expires) {
    byte[] hash =
        secrets.keyedHash(
            Secrets.Purpose.MEDIA_LINK,
            bytes(rendition.letter() + owner + "_" + picture + "." + extension + "/" + expires));
    String signature = BASE64.encodeToString(Arrays.copyOf(hash, SIGNATURE_BYTES));
    int digits = ((hash[SIGNATURE_BYTES] & 0xFF) << 8) | (hash[SIGNATURE_BYTES + 1] & 0xFF);
    // Built in one expression, because a page of pictures has a hundred of them.
    return "/media/"
        + expires
        + "-"
        + signature
        + "/"
        + rendition.letter()
        + owner
        + "_"
        + picture
        + "_"
        + digits / 1000 % 10
        + digits / 100 % 10
        + digits / 10 % 10
        + digits % 10
        + "."
        + extension;
  }

  /** The format of a rendition's file. */
  public static ImageFormat formatOf(ImageFormat original, Rendition rendition) {
    return rendition == Rendition.ORIGINAL ? original : ImageFormat.JPEG;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The values from which the addresses of a picture are made. */
  record Source(UserId owner, PictureId id, ImageFormat format, boolean safe) {
    static Source of(Picture picture) {
      return new Source(picture.owner(), picture.id(), picture.format(), picture.safety().isSafe());
    }

    static Source of(UserId owner, Cover cover) {
      return new Source(owner, cover.picture(), cover.format(), cover.safe());
    }
  }

  /**
   * The content of an address.
   *
   * @param through the share link that it was handed out through, with which it ends
   */
  public record Link(
      UserId owner,
      PictureId picture,
      Rendition rendition,
      Instant expires,
      Optional<ShareLinkId> through) {}
}
