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
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
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
  /** Before all answers. */
  Instant BEFORE = Instant.EPOCH;

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
    Page<AuditEntry> ofOthers = fixture.read(tx -> tx.audit().ofOthers(member, all));
    assertThat(ofOthers.items()).isEqualTo(aboutMember.items().reversed());
    assertThat(ofOthers.total()).isEqualTo(aboutMember.total());
    Page<AuditEntry> ofNobodyElse = fixture.read(tx -> tx.audit().ofOthers(manager, all));
    assertThat(ofNobodyElse.items()).isEmpty();
    PageRequest secondOfFive = new PageRequest(2, 5);
    assertThat(fixture.read(tx -> tx.audit().ofOthers(member, secondOfFive)).items())
        .isEqualTo(aboutMember.items().reversed().subList(5, 10));
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
    UserId other = fixture.member();
    String key = "!~%_'\"\\" + "k".repeat(248);
    StoredResponse.Id id = new StoredResponse.Id(fixture.member(), fixture.application(), key);
    StoredResponse.Id ofOther = new StoredResponse.Id(other, id.application(), key);
    byte[] body = "{\"Name\":\"ß😀\"}\u0000\r\n".getBytes(StandardCharsets.UTF_8);
    Set<Scope> scopes = Set.of(Scope.PROFILE_GALLERY, Scope.ACCOUNT_CREDITS_SPEND);
    StoredResponse answer = new StoredResponse(id, other, FINGERPRINT, body, SOME_TIME, scopes);
    fixture.change(tx -> tx.idempotency().add(answer, BEFORE));
    StoredResponse found = find(fixture, id).orElseThrow();
    assertThat(found).usingRecursiveComparison().isEqualTo(answer);
    ApiKey otherApplication = fixture.application();
    assertThat(find(fixture, ofOther)).isEmpty();
    assertThat(find(fixture, new StoredResponse.Id(id.actor(), otherApplication, key))).isEmpty();
    StoredResponse.Id upper =
        new StoredResponse.Id(id.actor(), id.application(), key.toUpperCase(Locale.ROOT));
    assertThat(find(fixture, upper)).isEmpty();
    StoredResponse empty =
        new StoredResponse(ofOther, other, FINGERPRINT, new byte[0], SOME_TIME, Set.of());
    fixture.change(tx -> tx.idempotency().add(empty, BEFORE));
    assertThat(find(fixture, ofOther).orElseThrow().body()).isEmpty();
    assertThat(find(fixture, id)).isPresent();
  }

  @Test
  default void aLargeAnswerIsKept() {
    StorageFixture fixture = fixture();
    StoredResponse.Id id = id(fixture);
    byte[] body = "0123456789".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    StoredResponse large =
        new StoredResponse(id, id.actor(), FINGERPRINT, body, SOME_TIME, Set.of());
    fixture.change(tx -> tx.idempotency().add(large, BEFORE));
    assertThat(find(fixture, id).orElseThrow().body()).isEqualTo(body);
  }

  @Test
  default void aKeyIsAnsweredOnceUntilItsAnswerHasExpired() {
    StorageFixture fixture = fixture();
    StoredResponse.Id id = id(fixture);
    StoredResponse first = StorageFixture.newStoredResponse(id, id.actor(), SOME_TIME);
    StoredResponse second =
        StorageFixture.newStoredResponse(id, id.actor(), SOME_TIME.plusSeconds(1));
    fixture.change(tx -> tx.idempotency().add(first, BEFORE));
    assertThatThrownBy(() -> fixture.change(tx -> tx.idempotency().add(second, BEFORE)))
        .isInstanceOf(RuntimeException.class);
    assertThat(find(fixture, id)).map(StoredResponse::given).contains(first.given());
    fixture.change(tx -> tx.idempotency().add(second, SOME_TIME));
    assertThat(find(fixture, id)).map(StoredResponse::given).contains(second.given());
  }

  @Test
  default void oldAnswersAreRemovedUpToALimit() {
    StorageFixture fixture = fixture();
    Instant old = Instant.parse("1991-01-01T00:00:00Z");
    List<StoredResponse.Id> ids = List.of(id(fixture), id(fixture), id(fixture), id(fixture));
    fixture.change(tx -> {
      for (StoredResponse.Id id : ids) {
        Instant given = id.equals(ids.getLast()) ? old.plusSeconds(1) : old;
        tx.idempotency().add(StorageFixture.newStoredResponse(id, id.actor(), given), BEFORE);
      }
    });
    removeBefore(fixture, old.plusSeconds(1), 2);
    assertThat(left(fixture, ids)).isEqualTo(2);
    removeBefore(fixture, old.plusSeconds(1), 100);
    assertThat(left(fixture, ids)).isEqualTo(1);
    assertThat(find(fixture, ids.getLast())).isPresent();
    removeBefore(fixture, old.plusSeconds(2), 100);
    assertThat(left(fixture, ids)).isZero();
  }

  private static void removeBefore(StorageFixture fixture, Instant instant, int limit) {
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.STORED_RESPONSES, instant, limit));
  }

  private static StoredResponse.Id id(StorageFixture fixture) {
    return new StoredResponse.Id(fixture.member(), fixture.application(), "k");
  }

  private static Optional<StoredResponse> find(StorageFixture fixture, StoredResponse.Id id) {
    return fixture.maybe(tx -> tx.idempotency().find(id));
  }

  private static long left(StorageFixture fixture, List<StoredResponse.Id> ids) {
    return ids.stream().filter(id -> find(fixture, id).isPresent()).count();
  }
}
