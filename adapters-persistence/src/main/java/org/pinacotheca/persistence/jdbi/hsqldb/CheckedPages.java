package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hsqldb.persist.RandomAccessInterface;

/**
 * The data file of an embedded database, or the backup of its pages. Each write goes first to the
 * file, by a call that reports failures, and then to HSQLDB's own mapping or buffer, from which
 * HSQLDB reads. A mapping alone would report a full disk as a memory fault, or not at all.
 *
 * <p>After a failed write or sync nothing is written to the file any more. A failed sync is not
 * retried: the operating system reports a lost write only once, so the second sync would succeed.
 * HSQLDB gets no exception; its later writes stay in memory and are read from there, because HSQLDB
 * needs its rows to roll back and to close its sessions.
 *
 * <p>Used under the lock of HSQLDB's {@code DataFileCache}.
 */
final class CheckedPages implements RandomAccessInterface {
  private final CheckedFiles files;
  private final String name;
  private final RandomAccessInterface pages;
  private final RandomAccessFile file;
  private final FileOutputStream out;
  private final NavigableMap<Long, byte[]> unwritten = new TreeMap<>();

  /**
   * Creates pages that are written through checked files.
   *
   * @param pages HSQLDB's own access to the file
   */
  CheckedPages(CheckedFiles files, String name, RandomAccessInterface pages) throws IOException {
    this.files = files;
    this.name = name;
    this.pages = pages;
    this.file = new RandomAccessFile(name, "rw");
    this.out = new FileOutputStream(file.getFD());
  }

  /**
   * Moves these pages to other files.
   *
   * @throws IOException when some pages are only in memory; the other files then note it too
   */
  CheckedPages through(CheckedFiles others) throws IOException {
    if (others.equals(files)) {
      return this;
    }
    if (!unwritten.isEmpty()) {
      others.leavePages();
      throw new IOException(
          "pages are in memory alone; the database must be opened again",
          files.failure().orElse(null));
    }
    file.close();
    return new CheckedPages(others, name, pages);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long position = pages.getFilePointer();
    if (!files.hasFailed()) {
      try {
        file.seek(position);
        files.write(out, bytes, offset, length);
        pages.write(bytes, offset, length);
        return;
      } catch (IOException e) {
        files.fail(e);
      }
    }
    files.leavePages();
    unwritten.put(position, Arrays.copyOfRange(bytes, offset, offset + length));
    pages.seek(position + length);
  }

  @Override
  public void writeInt(int value) throws IOException {
    write(ByteBuffer.allocate(Integer.BYTES).putInt(value).array(), 0, Integer.BYTES);
  }

  @Override
  public void writeLong(long value) throws IOException {
    write(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), 0, Long.BYTES);
  }

  @Override
  public void synch() {
    if (!files.hasFailed()) {
      try {
        files.sync(out);
      } catch (IOException e) {
        files.fail(e);
        files.leavePages();
      }
    }
  }

  @Override
  public boolean ensureLength(long length) {
    boolean isLong = pages.ensureLength(length);
    if (!isLong) {
      files.fail(new IOException("no space left for the data file of the database"));
    }
    return isLong;
  }

  @Override
  public boolean setLength(long length) {
    return pages.setLength(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
    pages.close();
  }

  @Override
  public long length() throws IOException {
    return pages.length();
  }

  @Override
  public void seek(long position) throws IOException {
    pages.seek(position);
  }

  @Override
  public long getFilePointer() throws IOException {
    return pages.getFilePointer();
  }

  @Override
  public int read() throws IOException {
    return pages.read();
  }

  @Override
  public void read(byte[] bytes, int offset, int length) throws IOException {
    long position = pages.getFilePointer();
    Map.Entry<Long, byte[]> row = unwritten.isEmpty() ? null : unwritten.floorEntry(position);
    if (row == null || position + length > row.getKey() + row.getValue().length) {
      pages.read(bytes, offset, length);
      return;
    }
    System.arraycopy(row.getValue(), (int) (position - row.getKey()), bytes, offset, length);
    pages.seek(position + length);
  }

  @Override
  public int readInt() throws IOException {
    return unwritten.isEmpty() ? pages.readInt() : next(Integer.BYTES).getInt();
  }

  @Override
  public long readLong() throws IOException {
    return unwritten.isEmpty() ? pages.readLong() : next(Long.BYTES).getLong();
  }

  private ByteBuffer next(int length) throws IOException {
    byte[] bytes = new byte[length];
    read(bytes, 0, length);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public boolean isReadOnly() {
    return pages.isReadOnly();
  }
}
