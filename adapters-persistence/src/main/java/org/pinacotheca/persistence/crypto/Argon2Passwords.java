package org.pinacotheca.persistence.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.PasswordHash;

/**
 * Hashes passwords by Argon2id with 19 MiB of memory and two iterations, as OWASP's Password
 * Storage Cheat Sheet recommends. The hash names its parameters, so that later releases may choose
 * others. Two passwords are hashed at a time, because of their memory. Thread-safe.
 */
final class Argon2Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_A_TIME = 2;
  private static final int WAIT_SECONDS_MAX = 10;

  private final Semaphore permits = new Semaphore(AT_A_TIME);

  PasswordHash hash(Password password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Argon2Function function =
        Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES, Argon2.ID);
    return permitted(
        () -> new PasswordHash(function.hash(password.value().getBytes(UTF_8), salt).getResult()));
  }

  boolean matches(String typed, PasswordHash hash) {
    Argon2Function function = Argon2Function.getInstanceFromHash(hash.value());
    return permitted(() -> function.check(typed, hash.value()));
  }

  private <T> T permitted(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new StorageUnavailableException("too many passwords are being compared", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("interrupted while waiting to compare a password", e);
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
