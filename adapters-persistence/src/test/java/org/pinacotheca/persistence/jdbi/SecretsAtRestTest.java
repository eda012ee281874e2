package org.pinacotheca.persistence.jdbi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.signin.AcceptInvitation;
import org.pinacotheca.application.api.signin.InviteMember;
import org.pinacotheca.application.api.signin.SignedIn;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.sharing.ShareTerms;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** The files of a database contain no secrets. */
class SecretsAtRestTest {
  private static final String PASSWORD = "four unrelated words";
  private static final String PIN = "Qz7X";
  private static final String LINK_PIN = "Lake42River";
  private static final String PLAIN = "anyone may read this";

  @TempDir Path directory;

  @Test
  void noSecretIsInTheFilesOfTheDatabase() throws IOException {
    Path database = directory.resolve("database");
    TestGallery running =
        TestGallery.on(clock -> TestDatabase.hsqldb(database, clock), directory.resolve("media"));
    SampleMembers world = SampleMembers.of(running.gallery(), running.clock());
    ClientApplication desktop = desktop(running);
    TokenAdmin.OpenedSession session = session(running, world, desktop);
    Caller anna = world.caller(Persona.ANNA);
    AlbumDraft draft = AlbumDraft.named(PLAIN).lockedBy(PIN, "1");
    Reply album = new CoreApi(running.gallery()).call(anna, Commands.create(draft));
    assertThat(album).isInstanceOf(Reply.Done.class);
    InviteMember.Invited invited =
        registered(
            running
                .gallery()
                .signIns()
                .invite(
                    new InviteMember(
                        new InviteMember.Invitee.Known(anna.actor()), Duration.ofHours(1))));
    SignedIn signedIn =
        (SignedIn)
            running
                .gallery()
                .signIns()
                .accept(new AcceptInvitation(invited.token(), new Password(PASSWORD)));
    List<String> secrets =
        List.of(
            PASSWORD,
            invited.token().value(),
            signedIn.session().value(),
            signedIn.device(),
            PIN,
            desktop.secret().value(),
            world.application(SampleApplication.TRUSTED).secret().value(),
            session.session().value(),
            loginToken(running, desktop),
            LINK_PIN,
            shareToken(running, anna, ((Reply.Done) album).as(CreateAlbum.Created.class)),
            session.secret().map(SharedSecret::value).orElseThrow(),
            world.bearerToken(anna));
    // Once as after a crash, with the log, and once after a shutdown.
    assertNowhere(database, secrets);
    running.close();
    assertNowhere(database, secrets);
  }

  private static ClientApplication desktop(TestGallery running) {
    return registered(
        running
            .gallery()
            .registrations()
            .addApplication(
                new Registrations.NewApplication(
                    "Desktop",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(),
                    true,
                    Optional.empty())));
  }

  private static TokenAdmin.OpenedSession session(
      TestGallery running, SampleMembers world, ClientApplication desktop) {
    return registered(
        running
            .gallery()
            .grants()
            .openSession(
                new TokenAdmin.OpenSession(
                    world.member(Persona.ANNA),
                    desktop.key(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
  }

  private static String loginToken(TestGallery running, ClientApplication desktop) {
    RequestLogin command = new RequestLogin(desktop.key(), Optional.empty(), Optional.empty());
    if (running.gallery().logins().request(command)
        instanceof RequestLogin.Requested(LoginToken token)) {
      return token.value();
    }
    throw new AssertionError("no token");
  }

  /** The token of a link that is created as by a request with an idempotency key. */
  private static String shareToken(TestGallery running, Caller anna, CreateAlbum.Created album) {
    CreateShareLink create =
        new CreateShareLink(
            album.album().album().id(), ShareTerms.labelled(PLAIN).lockedBy(LINK_PIN));
    AtomicReference<String> token = new AtomicReference<>("");
    running
        .gallery()
        .idempotency()
        .once(
            anna,
            new Idempotency.RetryKey("once", "0".repeat(64)),
            Set.of(),
            commands -> commands.shareLinks().create(anna, create),
            outcome -> {
              token.set(((CreateShareLink.Created) outcome).token().value());
              return token.get().getBytes(UTF_8);
            });
    return token.get();
  }

  private static <T> T registered(Registration<T> registration) {
    if (registration instanceof Registration.Registered<T>(T value)) {
      return value;
    }
    throw new AssertionError("not registered: " + registration);
  }

  private static void assertNowhere(Path database, List<String> secrets) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : Directories.below(database)) {
      if (Files.isRegularFile(file)) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    assertThat(all.indexOf(PLAIN)).as("what is no secret is found this way").isNotNegative();
    for (String secret : secrets) {
      assertThat(secret).hasSizeGreaterThanOrEqualTo(4);
      for (Charset charset : List.of(UTF_8, UTF_16BE)) {
        assertThat(all.indexOf(new String(secret.getBytes(charset), ISO_8859_1)))
            .as("a secret of %d characters", secret.length())
            .isNegative();
      }
      if (secret.length() > 8) {
        String hex = HexFormat.of().formatHex(secret.getBytes(UTF_8));
        assertThat(all.indexOf(hex)).isNegative();
        assertThat(all.indexOf(hex.toUpperCase(Locale.ROOT))).isNegative();
      }
    }
  }
}
