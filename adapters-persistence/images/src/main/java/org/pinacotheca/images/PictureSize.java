package org.pinacotheca.images;

/** Width and height in pixels. */
record PictureSize(int width, int height) {
  PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture is at least 1 x 1 pixels, not " + width + " x " + height);
    }
  }

  long pixels() {
    return (long) width * height;
  }

  int longerEdge() {
    return Math.max(width, height);
  }

  PictureSize turned(Orientation orientation) {
    return orientation.swapsEdges()
        ? new PictureSize(/* width= */ height, /* height= */ width)
        : this;
  }

  /** This size scaled down to {@code longerEdgeMax}: never enlarged, at least one pixel. */
  PictureSize within(int longerEdgeMax) {
    int longer = longerEdge();
    return longer <= longerEdgeMax
        ? this
        : new PictureSize(part(width, longerEdgeMax, longer), part(height, longerEdgeMax, longer));
  }

  private static int part(int edge, int numerator, int denominator) {
    return (int) Math.max(1, Math.round((double) edge * numerator / denominator));
  }
}
