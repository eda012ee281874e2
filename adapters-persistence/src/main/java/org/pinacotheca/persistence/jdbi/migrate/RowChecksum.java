package org.pinacotheca.persistence.jdbi.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The count and checksum of rows, independent of their order and of database types, to compare two
 * databases. Used by one thread.
 */
public final class RowChecksum {
  private final MessageDigest digest;
  private long rows;
  private long sum;

  public RowChecksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public void add(Object[] row) {
    for (Object value : row) {
      byte[] text = text(value).getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
      digest.update(text);
    }
    sum += ByteBuffer.wrap(digest.digest()).getLong();
    rows++;
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> "x" + HexFormat.of().formatHex(bytes);
      case OffsetDateTime time -> "t" + time.toInstant();
      case Timestamp time -> "t" + time.toInstant();
      case BigDecimal number -> "n" + number.stripTrailingZeros().toPlainString();
      case Number number -> "n" + number;
      default -> "s" + value;
    };
  }

  public long rows() {
    return rows;
  }

  public boolean agreesWith(RowChecksum other) {
    return rows == other.rows && sum == other.sum;
  }
}
