package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.PasswordHash;

/** The contract of the store of passwords and invitations. Part of {@link StorageContract}. */
public interface CredentialStoreContract {
  /** Later than everything that is written. */
  Instant LATER = SOME_TIME.plusSeconds(1000);

  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void aPasswordIsReplaced() {
    UserId member = fixture().member();
    assertThat(fixture().maybe(tx -> tx.credentials().password(member))).isEmpty();
    PasswordHash longest = new PasswordHash("$".repeat(PasswordHash.LENGTH_MAX));
    fixture().change(tx -> tx.credentials().putPassword(member, longest));
    assertThat(fixture().maybe(tx -> tx.credentials().password(member))).contains(longest);
    PasswordHash other = new PasswordHash("$other ");
    fixture().change(tx -> tx.credentials().putPassword(member, other));
    assertThat(fixture().maybe(tx -> tx.credentials().password(member))).contains(other);
    UserId another = fixture().member();
    assertThat(fixture().maybe(tx -> tx.credentials().password(another))).isEmpty();
  }

  @Test
  default void anInvitationIsFoundUntilItIsRemoved() {
    UserId member = fixture().member();
    Invitation invitation = new Invitation(StorageFixture.uniqueHash(), member, LATER);
    fixture().change(tx -> tx.credentials().addInvitation(invitation));
    assertThat(fixture().maybe(tx -> tx.credentials().invitation(invitation.token())))
        .contains(invitation);
    Invitation second = new Invitation(StorageFixture.uniqueHash(), member, LATER);
    assertThatThrownBy(() -> fixture().change(tx -> tx.credentials().addInvitation(second)))
        .isInstanceOf(RuntimeException.class);
    fixture().change(tx -> tx.credentials().removeInvitation(member));
    fixture().change(tx -> tx.credentials().removeInvitation(member));
    assertThat(fixture().maybe(tx -> tx.credentials().invitation(invitation.token()))).isEmpty();
  }

  @Test
  default void wrongPasswordsAreCountedPerOriginAndPerMember() {
    UserId member = fixture().member();
    UserId other = fixture().member();
    WrongPinAttempt first = new WrongPinAttempt(SOME_TIME, 0);
    WrongPinAttempt second = new WrongPinAttempt(SOME_TIME.plusSeconds(1), 1);
    WrongPinAttempt atOnce = new WrongPinAttempt(SOME_TIME.plusSeconds(1), 2);
    fixture()
        .change(tx -> {
          tx.credentials().addWrongPassword(member, "here", first);
          tx.credentials().addWrongPassword(member, "here", second);
          tx.credentials().addWrongPassword(member, "here", atOnce);
          tx.credentials().addWrongPassword(member, "there", second);
          tx.credentials().addWrongPassword(other, "here", second);
        });
    fixture()
        .read(tx -> {
          assertThat(tx.credentials().wrongPasswords(member, "here", LATER, 5))
              .containsExactly(atOnce, second, first);
          assertThat(tx.credentials().wrongPasswords(member, "here", LATER, 1))
              .containsExactly(atOnce);
          assertThat(tx.credentials().wrongPasswords(member, "here", second.at(), 5))
              .containsExactly(first);
          assertThat(tx.credentials().wrongPassword(member, LATER, 4)).contains(SOME_TIME);
          assertThat(tx.credentials().wrongPassword(member, LATER, 5)).isEmpty();
          assertThat(tx.credentials().wrongPassword(member, second.at(), 2)).isEmpty();
          assertThat(tx.credentials().wrongPassword(other, LATER, 1)).contains(second.at());
          return 0;
        });
  }

  @Test
  default void oldInvitationsAndWrongPasswordsAreForgotten() {
    UserId member = fixture().member();
    Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
    Invitation old = new Invitation(StorageFixture.uniqueHash(), member, longAgo);
    WrongPinAttempt later = new WrongPinAttempt(longAgo.plusSeconds(1), 0);
    fixture()
        .change(tx -> {
          tx.credentials().addInvitation(old);
          tx.credentials().addWrongPassword(member, "here", new WrongPinAttempt(longAgo, 0));
          tx.credentials().addWrongPassword(member, "here", later);
        });
    fixture()
        .change(tx -> {
          tx.expired().removeBefore(ExpiryStore.Kind.INVITATIONS, later.at(), 100);
          tx.expired().removeBefore(ExpiryStore.Kind.WRONG_PASSWORDS, later.at(), 100);
        });
    assertThat(fixture().maybe(tx -> tx.credentials().invitation(old.token()))).isEmpty();
    assertThat(fixture().list(tx -> tx.credentials().wrongPasswords(member, "here", LATER, 5)))
        .containsExactly(later);
  }

  @Test
  default void anErasedMemberLeavesNoCredentials() {
    UserId member = fixture().member();
    Invitation invitation = new Invitation(StorageFixture.uniqueHash(), member, LATER);
    fixture()
        .change(tx -> {
          tx.credentials().putPassword(member, new PasswordHash("$hash"));
          tx.credentials().addInvitation(invitation);
          tx.credentials().addWrongPassword(member, "here", new WrongPinAttempt(SOME_TIME, 0));
        });
    fixture().change(tx -> tx.erasures().erase(member, SOME_TIME));
    fixture()
        .read(tx -> {
          assertThat(tx.credentials().password(member)).isEmpty();
          assertThat(tx.credentials().invitation(invitation.token())).isEmpty();
          assertThat(tx.credentials().wrongPassword(member, LATER, 1)).isEmpty();
          return 0;
        });
  }

  @Test
  default void membersWithAPasswordAreFoundByTheirExactNickname() {
    String nickname = "Sign in " + StorageFixture.uniqueHash().value().substring(0, 20);
    UserId first = add(nickname, true);
    UserId second = add(nickname, true);
    add(nickname, false);
    add(nickname + "x", true);
    add(nickname.toUpperCase(Locale.ROOT), true);
    assertThat(named(nickname, 3)).containsExactly(first, second);
    assertThat(named(nickname, 1)).containsExactly(first);
    assertThat(named("nobody " + nickname, 3)).isEmpty();

    Member renamed = new Member(first, new Nickname(nickname + " B"), Optional.empty());
    fixture().change(tx -> tx.members().replace(renamed));
    assertThat(named(nickname, 3)).containsExactly(second);
    assertThat(named(nickname + " B", 3)).containsExactly(first);
  }

  private List<UserId> named(String nickname, int limit) {
    return fixture().list(tx -> tx.credentials().named(nickname, limit));
  }

  private UserId add(String nickname, boolean withPassword) {
    return fixture()
        .write(tx -> {
          UserId id = tx.members().nextId();
          tx.members().add(new Member(id, new Nickname(nickname), Optional.empty()));
          if (withPassword) {
            tx.credentials().putPassword(id, new PasswordHash("$hash"));
          }
          return id;
        });
  }
}
