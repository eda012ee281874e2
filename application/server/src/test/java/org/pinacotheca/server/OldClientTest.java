package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.server.OldClient.Flavour;
import org.pinacotheca.server.OldClient.Item;
import org.pinacotheca.server.OldClient.ReportedError;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * Programs written with the Java client library of the old platforms do their main job on the real
 * program, and understand its refusals.
 */
class OldClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long OWNER = 219074;
  private static final long OTHER = 7;
  private static final int ALBUM_PICTURES_MAX = 60;
  private static final String SECRET = "5f4dcc3b5aa765d61d8327deb882cf99";
  private static final String NAMESPACE = "http://api.facebook.com/1.0/";

  /** Some readers end a line at a line separator, others at a next-line character. */
  private static final String NASTY = "Größe & <Tiefe> \"日本\" 😀 a\u2028b\u0085c\\";

  @TempDir static Path directory;
  private static LocalServer server;
  private static Path photo;

  @BeforeAll
  static void start() throws Exception {
    server = LocalServer.start(directory.resolve("data"));
    admin("communities", "{'name': 'mycommunity', 'title': 'My community'}");
    admin("members", "{'UserID': 219074, 'Nickname': 'olivia'}");
    admin("members", "{'UserID': 7, 'Nickname': 'Dorothea & <Co>'}");
    photo = directory.resolve("Über den \"Wolken\".png");
    Files.write(photo, SamplePictures.LARGE_PNG.bytes());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void anAlbumIsMadeFilledAndListed(Flavour flavour) throws Exception {
    OldClient program = installed(flavour);
    Item album = program.item("photos_createAlbum", "Summer " + flavour, NASTY, "Rügen");
    String aid = album.text("aid");
    assertThat(album.text("name")).isEqualTo("Summer " + flavour);
    assertThat(album.text("description")).isEqualTo(NASTY);
    assertThat(album.text("size")).isEqualTo("0");
    assertThat(Long.parseLong(aid) >>> 32).isEqualTo(OWNER);

    Item inAlbum = program.item("photos_upload", photo.toFile(), NASTY, program.flavour().id(aid));
    assertThat(inAlbum.text("aid")).isEqualTo(aid);
    assertThat(inAlbum.text("caption")).isEqualTo(NASTY);
    assertThat(inAlbum.text("owner")).isEqualTo(String.valueOf(OWNER));
    for (String address : List.of("src", "src_big", "src_small")) {
      assertThat(server.get(inAlbum.text(address), Map.of()).statusCode()).isEqualTo(200);
    }

    List<Item> photos = program.items("photo", "photos_getByAlbum", program.flavour().id(aid));
    assertThat(photos).hasSize(1);
    assertThat(photos.getFirst().text("pid")).isEqualTo(inAlbum.text("pid"));
    assertThat(photos.getFirst().text("caption")).isEqualTo(NASTY);
    assertThat(Long.parseLong(photos.getFirst().text("created"))).isPositive();

    List<Item> albums =
        program.items("album", "photos_getAlbums", List.of(program.flavour().id(aid)));
    assertThat(albums).hasSize(1);
    assertThat(albums.getFirst().text("size")).isEqualTo("1");
    assertThat(albums.getFirst().text("cover_pid")).isEqualTo(inAlbum.text("pid"));
    assertThat(albums.getFirst().text("location")).isEqualTo("Rügen");
    assertThat(albums.getFirst().text("description")).isEqualTo(NASTY);
  }

  @ParameterizedTest
  @EnumSource
  void aPhotoWithoutAlbumGoesToTheProgramsOwn(Flavour flavour) throws Exception {
    OldClient program = installed(flavour);
    Item first = program.item("photos_upload", photo.toFile());
    Item second = program.item("photos_upload", photo.toFile());
    assertThat(first.text("caption")).isEmpty();
    assertThat(second.text("aid")).isEqualTo(first.text("aid"));
    List<Object> pids =
        List.of(program.flavour().id(first.text("pid")), program.flavour().id(second.text("pid")));
    assertThat(program.items("photo", "photos_get", pids))
        .extracting(item -> item.text("pid"))
        .containsExactlyInAnyOrder(first.text("pid"), second.text("pid"));
    assertThat(program.items("album", "photos_getAlbums", OWNER))
        .extracting(item -> item.text("aid"))
        .contains(first.text("aid"));
  }

  @ParameterizedTest
  @EnumSource
  void whoIsThereAndWhatIsAllowed(Flavour flavour) throws Exception {
    OldClient program = installed(flavour);
    assertThat(program.call("users_getLoggedInUser")).isEqualTo(OWNER);
    Object upload = program.constant("Permission", "PHOTO_UPLOAD");
    Object status = program.constant("Permission", "STATUS_UPDATE");
    assertThat(program.call("users_hasAppPermission", upload)).isEqualTo(true);
    assertThat(program.call("users_hasAppPermission", status)).isEqualTo(false);
    assertThat(program.items("user", "users_getInfo", List.of(OWNER, OTHER), Set.of("name")))
        .extracting(item -> item.text("uid") + " " + item.text("name"))
        .containsExactly(OTHER + " Dorothea & <Co>", OWNER + " olivia");
    assertThat(program.items("album", "photos_getAlbums", OTHER)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalReachesTheProgramAsItsCode(Flavour flavour) throws Exception {
    Path text = Files.writeString(directory.resolve(flavour + ".txt"), "no picture");
    String key = install(flavour, "refused", "");
    String session = session(OWNER, key);
    OldClient program = open(flavour, key, SECRET, session);
    OldClient unknownKey = open(flavour, "0123456789", SECRET, session);
    OldClient wrongSecret = open(flavour, key, "guessed", session);
    OldClient signedOut = open(flavour, key, SECRET, "0123456789abcdef01234567-219074");
    OldClient ofOther = open(flavour, key, SECRET, session(OTHER, key));
    OldClient elsewhere = fromElsewhere(flavour);
    String foreign = ofOther.item("photos_createAlbum", "Not yours").text("aid");
    assertThat(code(() -> program.call("friends_get"))).isEqualTo(3);
    if (flavour.needsNamespace()) {
      // An unknown application has no namespace, and without one the library reads nothing.
      assertThatThrownBy(() -> unknownKey.call("photos_getAlbums", OWNER))
          .hasMessageContaining("unexpected element (uri:\"\", local:\"error_response\")");
    } else {
      assertThat(code(() -> unknownKey.call("photos_getAlbums", OWNER))).isEqualTo(101);
    }
    assertThat(code(() -> elsewhere.call("photos_getAlbums", OWNER))).isEqualTo(5);
    assertThat(code(() -> wrongSecret.call("photos_getAlbums", OWNER))).isEqualTo(104);
    assertThat(code(() -> wrongSecret.call("photos_upload", photo.toFile()))).isEqualTo(104);
    assertThat(code(() -> signedOut.call("photos_getAlbums", OWNER))).isEqualTo(102);
    assertThat(code(() -> program.call("photos_createAlbum", "A name of 21 letters!")))
        .isEqualTo(100);
    assertThat(code(() -> program.call("photos_get", OWNER)))
        .as("photos in which a member is shown: there are no such tags")
        .isEqualTo(100);
    assertThat(
            code(() -> program.call("photos_upload", photo.toFile(), "mine?", flavour.id(foreign))))
        .isEqualTo(120);
    assertThat(code(() -> program.call("photos_getByAlbum", flavour.id("1")))).isEqualTo(120);
    assertThat(code(() -> program.call("photos_get", List.of(flavour.id("1"))))).isEqualTo(121);
    assertThat(code(() -> program.call("photos_upload", text.toFile()))).isEqualTo(324);
    setItsClockBack(key, session);
    assertThat(code(() -> program.call("photos_getAlbums", OWNER))).isEqualTo(103);
  }

  @Test
  void aFullAlbumIsReportedAsSuch() throws Exception {
    OldClient program = installed(Flavour.JAXB_2);
    Object aid = Flavour.JAXB_2.id(program.item("photos_createAlbum", "Full").text("aid"));
    for (int count = 0; count < ALBUM_PICTURES_MAX; count++) {
      program.call("photos_upload", photo.toFile(), "one more", aid);
    }
    assertThat(code(() -> program.call("photos_upload", photo.toFile(), "one too many", aid)))
        .isEqualTo(321);
  }

  @Test
  void tooManyPhotosThatWaitAreReportedAsSuch() throws Exception {
    String key = install(Flavour.JSON_3, "humble", ", 'photoUpload': false");
    OldClient program = open(Flavour.JSON_3, key, SECRET, session(OWNER, key));
    Object upload = program.constant("Permission", "PHOTO_UPLOAD");
    assertThat(program.call("users_hasAppPermission", upload)).isEqualTo(false);
    for (int count = 0; count < ALBUM_PICTURES_MAX; count++) {
      program.call("photos_upload", photo.toFile());
    }
    assertThat(code(() -> program.call("photos_upload", photo.toFile()))).isEqualTo(325);
  }

  @Test
  void theOldLibraryIsOnNoClassPath() {
    assertThatThrownBy(() -> Class.forName("com.google.code.facebookapi.FacebookException"))
        .isInstanceOf(ClassNotFoundException.class);
    for (String jar : List.of("facebook-java-api", "jaxb-impl", "commons-lang-2", "json-20")) {
      assertThat(System.getProperty("java.class.path")).doesNotContain(jar);
    }
  }

  private static int code(ThrowingCallable call) {
    return catchThrowableOfType(ReportedError.class, call).code();
  }

  /** Simulates a call with a later number by another program of this user and application. */
  private static void setItsClockBack(String key, String session) throws Exception {
    long later = System.currentTimeMillis() + 3_600_000;
    String base =
        "api_key=%scall_id=%dmethod=up.users.getLoggedInUsersession_key=%s"
            .formatted(key, later, session);
    byte[] hash =
        MessageDigest.getInstance("MD5").digest((base + SECRET).getBytes(StandardCharsets.UTF_8));
    String query =
        "?method=up.users.getLoggedInUser&api_key=%s&session_key=%s&call_id=%d&sig=%s"
            .formatted(key, session, later, HexFormat.of().formatHex(hash));
    assertThat(server.get("/api.php" + query, Map.of()).body()).contains(">219074<");
  }

  private static OldClient installed(Flavour flavour) throws Exception {
    String key = install(flavour, "installed", "");
    return open(flavour, key, SECRET, session(OWNER, key));
  }

  private static OldClient fromElsewhere(Flavour flavour) throws Exception {
    String key = install(flavour, "elsewhere", ", 'allowedAddresses': ['192.0.2.0/24']");
    return open(flavour, key, SECRET, session(OWNER, key));
  }

  private static OldClient open(Flavour flavour, String key, String secret, String session)
      throws Exception {
    return new OldClient(flavour, server.url() + "/restserver.php", key, secret, session);
  }

  /** Registers the program as an operator does, with its key from the old platform. */
  private static String install(Flavour flavour, String name, String more) throws Exception {
    String namespace = flavour.needsNamespace() ? ", 'replyNamespace': '" + NAMESPACE + "'" : "";
    String upload = more.contains("photoUpload") ? "" : ", 'photoUpload': true";
    return admin(
            "applications",
            "{'Name': '%s', 'Secret': '%s', 'community': 'mycommunity'%s%s%s}"
                .formatted(name, SECRET, upload, namespace, more))
        .get("ApiKey")
        .textValue();
  }

  private static String session(long user, String key) throws Exception {
    return admin("sessions", "{'UserID': %d, 'ApiKey': '%s'}".formatted(user, key))
        .get("session_key")
        .textValue();
  }

  private static JsonNode admin(String what, String body) throws Exception {
    var response =
        server.post("/admin/v1/" + what, ServerProcess.ADMIN_TOKEN, body.replace('\'', '"'));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
