package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations.NewApplication;
import org.pinacotheca.application.api.accounts.Registrations.NewMember;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.server.CommandLineTest.Run;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.wiring.Server;
import org.pinacotheca.testkit.generate.SamplePictures;

/** A database or media directory that is lost, replaced, or unavailable for a while. */
class LostMediaTest {
  private static final String PICTURE =
      "{\"Pictures\": [{\"Title\": \"Small\", \"Image\": \""
          + Base64.getEncoder().encodeToString(SamplePictures.SMALL_PNG.bytes())
          + "\"}]}";

  private static final NewApplication PROGRAM =
      new NewApplication(
          "Program",
          Optional.of(new ApiKey("key")),
          Optional.empty(),
          Optional.empty(),
          false,
          List.of(),
          false,
          Optional.empty());

  @TempDir private Path directory;
  private Path data;

  @BeforeEach
  void place() {
    data = directory.resolve("data");
  }

  /** An installation that ran once and has pictures. */
  private static void use(Path data) {
    NewMember olivia = new NewMember(Optional.empty(), new Nickname("olivia"), Optional.empty());
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    try (Server server = server(data)) {
      if (server.gallery().registrations().addMember(olivia)
          instanceof Registration.Registered<Member>(Member member)) {
        assertThat(server.gallery().registrations().addApplication(PROGRAM))
            .isInstanceOf(Registration.Registered.class);
        Caller caller =
            Caller.of(member.id(), PROGRAM.key().orElseThrow(), Set.of(Scope.PROFILE_GALLERY));
        AddPictures command = new AddPictures(Optional.empty(), List.of(picture));
        assertThat(server.gallery().pictures().add(caller, command))
            .isInstanceOf(AddPictures.Added.class);
      }
    }
  }

  private static Run serve(Path data) {
    return command("serve", "--port", "0", "--data", data);
  }

  private static void assertRefused(Run run, String... words) {
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).contains(words);
  }

  private static List<String> media(Path data) throws IOException {
    try (var files = Files.walk(data.resolve("media"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  @Test
  void noServerStartsBesideAnEmptyDatabase() throws Exception {
    use(data);
    List<String> before = media(data);
    PathUtils.deleteDirectory(data.resolve("database"));
    assertRefused(
        serve(data), "are those of installation", "installation-id", "nothing was deleted");
    assertRefused(serve(data), "are those of installation");
    assertThat(media(data)).isEqualTo(before);
  }

  @Test
  void anEmptyDatabaseDoesNotTakeFilesWithoutAnId() throws Exception {
    use(data);
    PathUtils.deleteDirectory(data.resolve("database"));
    Files.delete(data.resolve("media/installation-id"));
    assertRefused(serve(data), "the database has no pictures", "nothing was deleted");
    assertThat(data.resolve("media/installation-id")).doesNotExist();
  }

  @Test
  void aVolumeThatIsNotMountedIsNotFilled() throws Exception {
    use(data);
    Path away = directory.resolve("away");
    Files.move(data.resolve("media"), away);
    assertRefused(serve(data), "holds none of their files", "mount the volume");
    PathUtils.deleteDirectory(data.resolve("media"));
    Files.move(away, data.resolve("media"));
    Run checked = CommandLineTest.run(Map.of(), "check", "--data", data.toString());
    assertThat(checked.status()).as(checked.out()).isZero();
  }

  @Test
  void anInstallationOfAnEarlierReleaseIsTied() throws Exception {
    use(data);
    String id = Files.readString(data.resolve("media/installation-id"));
    Files.delete(data.resolve("media/installation-id"));
    try (Server server = server(data)) {
      assertThat(server.url()).isNotEmpty();
    }
    assertThat(Files.readString(data.resolve("media/installation-id"))).isEqualTo(id);
  }

  private static Server server(Path data) {
    Map<ServerSetting, String> settings =
        Map.of(ServerSetting.PORT, "0", ServerSetting.DATA, data.toString());
    return Server.start(ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of())));
  }

  @Test
  void aRestoredInstallationIsTied() throws Exception {
    use(data);
    Path file = directory.resolve("backup.tar");
    Path restored = directory.resolve("restored");
    assertThat(command("backup", file, "--data", data).status()).isZero();
    assertThat(command("restore", file, "--data", restored).err()).isEmpty();
    assertThat(Files.readString(restored.resolve("media/installation-id")))
        .isEqualTo(Files.readString(data.resolve("media/installation-id")));
    use(directory.resolve("third"));
    Run check =
        command("check", "--data", data, "--media", directory.resolve("third").resolve("media"));
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("other-media");
  }

  @Test
  void noBackupIsMadeOfABareMountPoint() throws Exception {
    use(data);
    Files.move(data.resolve("media"), directory.resolve("away"));
    Path file = directory.resolve("backup.tar");
    Run run = command("backup", file, "--data", data);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("the pictures are away", "is the volume mounted?");
    assertThat(file).doesNotExist();
  }

  private static Run command(Object... arguments) {
    return CommandLineTest.run(
        Map.of(), Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  @Test
  void uploadsWaitUntilTheVolumeIsBack() throws Exception {
    Path volume = directory.resolve("volume");
    Path away = directory.resolve("away");
    try (LocalServer server = LocalServer.start(data, "--media", volume.toString())) {
      MigratedMembers members = MigratedMembers.make(server);
      assertThat(upload(server, members).statusCode()).isEqualTo(200);
      Files.move(volume, away);
      assertAway(server, members);
      Files.createDirectory(volume);
      assertAway(server, members);
      assertThat(volume).isEmptyDirectory();
      Files.delete(volume);
      Files.move(away, volume);
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
      assertThat(upload(server, members).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSpoolThatIsRemovedIsMadeAgain() throws Exception {
    try (LocalServer server = LocalServer.start(data)) {
      MigratedMembers members = MigratedMembers.make(server);
      PathUtils.deleteDirectory(data.resolve("spool"));
      assertThat(upload(server, members).statusCode()).isEqualTo(200);
      PathUtils.deleteDirectory(data.resolve("spool"));
      HttpResponse<String> old =
          members.upload(server, Map.of("caption", "Old"), SamplePictures.SMALL_PNG.bytes());
      assertThat(old.body()).contains("pid").doesNotContain("error_code");
    }
  }

  private static void assertAway(LocalServer server, MigratedMembers members) {
    HttpResponse<String> ready = server.get("/health/ready", Map.of());
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"media\":\"DOWN\"", "\"storage\":\"UP\"");
    HttpResponse<String> refused = upload(server, members);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.body()).contains("storage_unavailable");
  }

  private static HttpResponse<String> upload(LocalServer server, MigratedMembers members) {
    return server.post("/v1/Pictures/AddPictures", members.owner(), PICTURE);
  }
}
