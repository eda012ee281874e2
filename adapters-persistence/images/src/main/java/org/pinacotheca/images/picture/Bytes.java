package org.pinacotheca.images.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and signatures inside byte arrays. Offsets must be within the array. */
public final class Bytes {
  private static final VarHandle BIG_INT = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INT = view(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  private static VarHandle view(Class<?> type, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(type, order);
  }

  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  public static int u16(byte[] bytes, int at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
  }

  public static long u32(byte[] bytes, int at) {
    return (int) BIG_INT.get(bytes, at) & 0xffffffffL;
  }

  public static int u16Little(byte[] bytes, int at) {
    return u8(bytes, at) | u8(bytes, at + 1) << 8;
  }

  public static int u24Little(byte[] bytes, int at) {
    return u16Little(bytes, at) | u8(bytes, at + 2) << 16;
  }

  public static long u32Little(byte[] bytes, int at) {
    return (int) LITTLE_INT.get(bytes, at) & 0xffffffffL;
  }

  /** Whether the Latin-1 {@code text} is at {@code at}; false when the array ends before. */
  public static boolean hasAt(byte[] bytes, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && bytes.length - at >= wanted.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  public static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
