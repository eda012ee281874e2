package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.accounts.CredentialStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.PasswordHash;

/** Passwords, invitations and wrong passwords in memory. */
record MemoryCredentials(MemoryTables tables) implements CredentialStore {
  @Override
  public Optional<PasswordHash> password(UserId member) {
    return tables.passwords.find(member);
  }

  @Override
  public List<UserId> named(String nickname, int limit) {
    return tables
        .members
        .all()
        .filter(member -> member.nickname().value().equals(nickname))
        .map(Member::id)
        .filter(tables.passwords::has)
        .limit(limit)
        .toList();
  }

  @Override
  public void putPassword(UserId member, PasswordHash password) {
    tables.passwords.put(member, password);
  }

  @Override
  public Optional<Invitation> invitation(SecretHash token) {
    return tables.invitations.all().filter(found -> found.token().equals(token)).findFirst();
  }

  @Override
  public void addInvitation(Invitation invitation) {
    if (invitation(invitation.token()).isPresent()) {
      throw new IllegalStateException("there is such an invitation already");
    }
    tables.invitations.add(invitation.member(), invitation);
  }

  @Override
  public void removeInvitation(UserId member) {
    tables.invitations.removeAll(List.of(member));
  }

  @Override
  public void addWrongPassword(UserId member, String origin, WrongPinAttempt attempt) {
    tables.wrongPasswords.requireWritable();
    tables.wrongPasswords.add(
        tables.counters.wrongPins.incrementAndGet(), new WrongPassword(member, origin, attempt));
  }

  @Override
  public List<WrongPinAttempt> wrongPasswords(
      UserId member, String origin, Instant end, int limit) {
    return newestFirst(wrong -> wrong.member().equals(member) && wrong.origin().equals(origin), end)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Instant> wrongPassword(UserId member, Instant end, int nth) {
    return newestFirst(wrong -> wrong.member().equals(member), end)
        .skip(nth - 1L)
        .map(WrongPinAttempt::at)
        .findFirst();
  }

  private Stream<WrongPinAttempt> newestFirst(Predicate<WrongPassword> wanted, Instant end) {
    return newestFirst(tables.wrongPasswords.all().filter(wanted).map(WrongPassword::attempt), end);
  }

  /** Newest first; at equal times the one that was added last comes first. */
  static Stream<WrongPinAttempt> newestFirst(Stream<WrongPinAttempt> attempts, Instant end) {
    return attempts
        .filter(attempt -> attempt.at().isBefore(end))
        .sorted(Comparator.comparing(WrongPinAttempt::at))
        .toList()
        .reversed()
        .stream();
  }

  /** A wrong password that was counted. */
  record WrongPassword(UserId member, String origin, WrongPinAttempt attempt) {}
}
