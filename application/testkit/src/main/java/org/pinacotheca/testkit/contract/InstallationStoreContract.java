package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.installation.InstallationId;

/** The contract of the store of the installation's id. Part of {@link StorageContract}. */
public interface InstallationStoreContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void anInstallationHasOneIdWhoeverComesFirst() {
    StorageFixture fixture = fixture();
    InstallationId known =
        StorageFixture.together(
                8,
                () -> {
                  InstallationId fresh = new InstallationId(StorageFixture.uniqueMedia().value());
                  return fixture.<InstallationId>write(tx ->
                      tx.installation()
                          .id()
                          .orElseGet(() -> {
                            tx.installation().add(fresh);
                            return fresh;
                          }));
                })
            .stream()
            .distinct()
            .reduce((one, other) -> {
              throw new AssertionError("two ids: " + one + " and " + other);
            })
            .orElseThrow();
    assertThat(fixture.maybe(tx -> tx.installation().id())).isEqualTo(Optional.of(known));
  }
}
