package org.pinacotheca.tools.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The body of AddPictures with one picture, encoded while it is sent, so it takes little memory for
 * any file size. The same picture always gives the same bytes. For a single use.
 */
final class PictureBody implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] TAIL = "\"}]}".getBytes(StandardCharsets.US_ASCII);

  /** Divisible by three, so that only the last chunk is padded. */
  private static final int PIECE_BYTES = 48 * 1024;

  private final byte[] head;
  private final long size;
  private final InputStream in;

  private PictureBody(byte[] head, long size, InputStream in) {
    this.head = head;
    this.size = size;
    this.in = in;
  }

  static PictureBody open(Folder.Photo photo, int album) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("AlbumID", album);
    body.withArray("Pictures").addObject().put("Title", photo.title()).put("Image", "");
    byte[] whole = body.toString().getBytes(StandardCharsets.UTF_8);
    byte[] head = Arrays.copyOf(whole, whole.length - TAIL.length);
    return new PictureBody(head, Files.size(photo.file()), Files.newInputStream(photo.file()));
  }

  HttpRequest.BodyPublisher publisher() {
    long length = head.length + 4 * ((size + 2) / 3) + TAIL.length;
    return HttpRequest.BodyPublishers.fromPublisher(
        HttpRequest.BodyPublishers.ofByteArrays(() -> new Pieces()), length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private enum Next {
    HEAD,
    IMAGE,
    END
  }

  private final class Pieces implements Iterator<byte[]> {
    private Next next = Next.HEAD;

    @Override
    public boolean hasNext() {
      return next != Next.END;
    }

    @Override
    public byte[] next() {
      return switch (next) {
        case HEAD -> {
          next = Next.IMAGE;
          yield head;
        }
        case IMAGE -> image();
        case END -> throw new NoSuchElementException();
      };
    }

    private byte[] image() {
      try {
        byte[] piece = in.readNBytes(PIECE_BYTES);
        if (piece.length == 0) {
          next = Next.END;
          return TAIL;
        }
        return Base64.getEncoder().encode(piece);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
