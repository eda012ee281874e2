package org.pinacotheca.server;

import java.util.Arrays;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /** Prints the version; any other wish is an error with exit status 2. */
  public static void main(String[] args) {
    if (!Arrays.equals(args, new String[] {"--version"})) {
      System.err.println("pinacotheca: the only option is --version, not " + Arrays.toString(args));
      System.exit(2);
    }
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println("Pinacotheca " + (version == null ? "(unpackaged)" : version));
  }
}
