package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.FINGERPRINT;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;

/**
 * The contract of the stores of audit entries and idempotent answers. Part of {@link
 * StorageContract}.
 */
public interface RecordStoresContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void auditEntriesComeInTheirOrderAndByActorAndSubject() {
    StorageFixture fixture = fixture();
    UserId manager = fixture.member();
    UserId member = fixture.member();
    ApiKey application = fixture.application();
    List<AuditEntry> entries = new ArrayList<>();
    for (AuditAction action : AuditAction.values()) {
      entries.add(
          new AuditEntry(
              SOME_TIME.minusSeconds(entries.size()),
              Optional.of(manager),
              Optional.of(entries.size() % 2 == 0 ? member : manager),
              Optional.of(application),
              action,
              "x".repeat(1000)));
    }
    AuditEntry ofOperator =
        AuditEntry.ofOperator(SOME_TIME, Optional.of(member), AuditAction.TOKEN_REVOKED, "%_'ß😀");
    fixture.change(tx -> {
      entries.forEach(tx.audit()::append);
      tx.audit().append(ofOperator);
    });
    PageRequest all = new PageRequest(1, 100);
    Page<AuditEntry> ofManager =
        fixture.read(tx -> tx.audit().entries(Optional.of(manager), Optional.empty(), all));
    assertThat(ofManager.items()).isEqualTo(entries);
    assertThat(ofManager.total()).isEqualTo(entries.size());
    Page<AuditEntry> aboutMember =
        fixture.read(tx -> tx.audit().entries(Optional.empty(), Optional.of(member), all));
    assertThat(aboutMember.items()).last().isEqualTo(ofOperator);
    assertThat(aboutMember.items()).hasSize((entries.size() + 1) / 2 + 1);
    Page<AuditEntry> both =
        fixture.read(tx -> tx.audit().entries(Optional.of(manager), Optional.of(member), all));
    assertThat(both.items()).hasSize((entries.size() + 1) / 2).doesNotContain(ofOperator);
    PageRequest secondOfFive = new PageRequest(2, 5);
    assertThat(
            fixture
                .read(
                    tx -> tx.audit().entries(Optional.of(manager), Optional.empty(), secondOfFive))
                .items())
        .isEqualTo(entries.subList(5, 10));
    PageRequest pastTheEnd = new PageRequest(Integer.MAX_VALUE, 100);
    Page<AuditEntry> empty =
        fixture.read(tx -> tx.audit().entries(Optional.of(manager), Optional.empty(), pastTheEnd));
    assertThat(empty.items()).isEmpty();
    assertThat(empty.total()).isEqualTo(entries.size());
    assertThat(
            fixture.read(tx -> tx.audit().entries(Optional.empty(), Optional.empty(), all)).total())
        .isGreaterThan(entries.size());
  }

  @Test
  default void anAnswerIsKeptAsItWasUnderActorApplicationAndKey() {
    StorageFixture fixture = fixture();
    UserId actor = fixture.member();
    UserId other = fixture.member();
    ApiKey application = fixture.application();
    ApiKey otherApplication = fixture.application();
    String key = "!~%_'\"\\" + "k".repeat(248);
    byte[] body = "{\"Name\":\"ß😀\"}\u0000\r\n".getBytes(StandardCharsets.UTF_8);

    fixture.change(tx ->
        tx.answers()
            .add(
                new IdempotencyStore.Answer(
                    actor,
                    actor,
                    application,
                    key,
                    FINGERPRINT,
                    body,
                    SOME_TIME,
                    Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND))));
    IdempotencyStore.Answer found =
        fixture.read(tx -> tx.answers().find(actor, application, key)).orElseThrow();
    assertThat(found.body()).isEqualTo(body);
    assertThat(found.fingerprint()).isEqualTo(FINGERPRINT);
    assertThat(found.given()).isEqualTo(SOME_TIME);
    assertThat(List.of(found.actor(), found.application(), found.key()))
        .containsExactly(actor, application, key);
    fixture.read(tx -> {
      assertThat(tx.answers().find(other, application, key)).isEmpty();
      assertThat(tx.answers().find(actor, otherApplication, key)).isEmpty();
      assertThat(tx.answers().find(actor, application, key.toUpperCase(Locale.ROOT))).isEmpty();
      return 0;
    });
    fixture.change(tx -> {
      tx.answers()
          .add(
              new IdempotencyStore.Answer(
                  other,
                  other,
                  application,
                  key,
                  FINGERPRINT,
                  new byte[0],
                  SOME_TIME,
                  Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND)));
      tx.answers().removeGivenUntil(actor, application, key, SOME_TIME.minusNanos(1000));
      assertThat(tx.answers().find(actor, application, key)).as("a younger one stays").isPresent();
      tx.answers().removeGivenUntil(actor, application, key, SOME_TIME);
      tx.answers().removeGivenUntil(actor, application, key, SOME_TIME);
    });
    assertThat(fixture.maybe(tx -> tx.answers().find(actor, application, key))).isEmpty();
    assertThat(fixture.read(tx -> tx.answers().find(other, application, key)).orElseThrow().body())
        .isEmpty();
  }

  @Test
  default void aLargeAnswerIsKept() {
    StorageFixture fixture = fixture();
    UserId actor = fixture.member();
    ApiKey application = fixture.application();
    byte[] body = "0123456789".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    fixture.change(tx ->
        tx.answers()
            .add(
                new IdempotencyStore.Answer(
                    actor,
                    actor,
                    application,
                    "k",
                    FINGERPRINT,
                    body,
                    SOME_TIME,
                    Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND))));
    assertThat(fixture.read(tx -> tx.answers().find(actor, application, "k")).orElseThrow().body())
        .isEqualTo(body);
  }

  @Test
  default void aKeyIsAnsweredOnce() {
    StorageFixture fixture = fixture();
    UserId actor = fixture.member();
    ApiKey application = fixture.application();
    IdempotencyStore.Answer answer =
        new IdempotencyStore.Answer(
            actor,
            actor,
            application,
            "k",
            FINGERPRINT,
            new byte[] {1},
            SOME_TIME,
            Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND));
    fixture.change(tx -> tx.answers().add(answer));
    assertThatThrownBy(() -> fixture.change(tx -> tx.answers().add(answer)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void oldAnswersAreRemovedUpToALimit() {
    StorageFixture fixture = fixture();
    UserId actor = fixture.member();
    ApiKey application = fixture.application();
    Instant old = Instant.parse("1991-01-01T00:00:00Z");
    fixture.change(tx -> {
      for (String key : List.of("1", "2", "3")) {
        tx.answers()
            .add(
                new IdempotencyStore.Answer(
                    actor,
                    actor,
                    application,
                    key,
                    FINGERPRINT,
                    new byte[0],
                    old,
                    Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND)));
      }
      Instant justThen = old.plusSeconds(1);
      tx.answers()
          .add(
              new IdempotencyStore.Answer(
                  actor,
                  actor,
                  application,
                  "4",
                  FINGERPRINT,
                  new byte[0],
                  justThen,
                  Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND)));
    });
    fixture.change(tx -> tx.answers().removeGivenBefore(old.plusSeconds(1), 2));
    assertThat(left(fixture, actor, application)).isEqualTo(2);
    fixture.change(tx -> tx.answers().removeGivenBefore(old.plusSeconds(1), 100));
    assertThat(left(fixture, actor, application)).isEqualTo(1);
    assertThat(fixture.maybe(tx -> tx.answers().find(actor, application, "4"))).isPresent();
    fixture.change(
        tx -> tx.answers().removeGivenUntil(actor, application, "4", old.plusSeconds(1)));
  }

  private static long left(StorageFixture fixture, UserId actor, ApiKey application) {
    return fixture.read(tx ->
        List.of("1", "2", "3", "4").stream()
            .filter(key -> tx.answers().find(actor, application, key).isPresent())
            .count());
  }
}
