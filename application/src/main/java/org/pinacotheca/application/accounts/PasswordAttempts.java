package org.pinacotheca.application.accounts;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.identity.UserId;

/**
 * The wrong passwords that decide whether the next one is tried: the rules of {@link PinLockout},
 * where a browser that was signed in before takes the place of a buyer who can pay. Thread-safe.
 */
final class PasswordAttempts {
  private static final int NONCE_DIGITS = 32;

  private final Secrets secrets;

  PasswordAttempts(Secrets secrets) {
    this.secrets = secrets;
  }

  /** How long no password is tried; empty when one is. */
  Optional<Duration> lock(Transaction tx, UserId member, String origin, boolean isKnownDevice) {
    return lockout(tx, member, origin).judge(isKnownDevice, () -> true)
            instanceof PinLockout.Verdict.Locked(Duration wait)
        ? Optional.of(wait)
        : Optional.empty();
  }

  PinLockout.Verdict judge(
      Transaction tx, UserId member, String origin, boolean isKnownDevice, boolean isRight) {
    return lockout(tx, member, origin).judge(isKnownDevice, () -> isRight);
  }

  private static PinLockout lockout(Transaction tx, UserId member, String origin) {
    Instant end = PinLockout.end(tx.now());
    return new PinLockout(
        tx.now(),
        tx.credentials().wrongPasswords(member, origin, end, PinLockout.OF_VIEWER_MAX),
        tx.credentials().wrongPassword(member, end, PinLockout.OF_ALL_MAX));
  }

  /** The number under which wrong passwords for a name are counted that no member has. */
  UserId stranger(String name) {
    byte[] hash = secrets.keyedHash(Secrets.Purpose.SIGN_IN, bytes("stranger " + name.strip()));
    return new UserId(new BigInteger(hash).intValue() | Integer.MIN_VALUE);
  }

  /** The number under which registrations are counted. */
  static UserId registrations() {
    return new UserId(0);
  }

  /** Where an attempt comes from, as it is stored. */
  String origin(UserId member, String origin) {
    return keyedHash("origin " + member.value() + ":" + origin);
  }

  /** A signed text by which a browser of the member is known again. */
  String newDevice(UserId member) {
    String nonce = secrets.randomHex(NONCE_DIGITS);
    return nonce + signature(member, nonce);
  }

  boolean isDevice(UserId member, String device) {
    if (device.length() <= NONCE_DIGITS) {
      return false;
    }
    String expected = signature(member, device.substring(0, NONCE_DIGITS));
    return MessageDigest.isEqual(bytes(expected), bytes(device.substring(NONCE_DIGITS)));
  }

  private String signature(UserId member, String nonce) {
    return keyedHash("device " + member.value() + ":" + nonce);
  }

  private String keyedHash(String message) {
    return HexFormat.of().formatHex(secrets.keyedHash(Secrets.Purpose.SIGN_IN, bytes(message)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
