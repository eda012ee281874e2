package org.pinacotheca.images.picture;

import java.io.ByteArrayOutputStream;

/** Collects the bytes of a file in memory. Not thread-safe. */
public final class ByteSink extends ByteArrayOutputStream {
  public ByteSink(int sizeExpected) {
    super(Math.max(32, sizeExpected));
  }

  public ByteSink u8(int value) {
    write(value);
    return this;
  }

  public ByteSink u16(int value) {
    return u8(value >> 8).u8(value);
  }

  public ByteSink u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  public ByteSink u16Little(int value) {
    return u8(value).u8(value >> 8);
  }

  public ByteSink u24Little(int value) {
    return u16Little(value).u8(value >> 16);
  }

  public ByteSink u32Little(long value) {
    return u16Little((int) value).u16Little((int) (value >> 16));
  }

  public ByteSink text(String latin1) {
    return all(Bytes.latin1(latin1));
  }

  public ByteSink all(byte[] bytes) {
    write(bytes, 0, bytes.length);
    return this;
  }

  public ByteSink all(ByteSink other) {
    write(other.buf, 0, other.count);
    return this;
  }

  public boolean startsWith(String latin1) {
    return count >= latin1.length() && Bytes.hasAt(buf, 0, latin1);
  }

  /** The bytes, without a copy if the length is as expected; nothing may be added afterwards. */
  @Override
  public byte[] toByteArray() {
    return count == buf.length ? buf : super.toByteArray();
  }

  public ByteSink range(byte[] bytes, int from, int to) {
    write(bytes, from, to - from);
    return this;
  }
}
