package org.pinacotheca.http;

import org.pinacotheca.testkit.generate.SamplePictures;

/** Pictures that are too large to be cached, sent as a stream. */
class LargeMediaTest extends MediaTest {
  private static final int BYTES = 300_000;

  @Override
  byte[] picture() {
    return enlarged(SamplePictures.LARGE_PNG.bytes(), BYTES);
  }
}
