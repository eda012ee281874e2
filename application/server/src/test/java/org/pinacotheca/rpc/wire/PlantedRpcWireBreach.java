package org.pinacotheca.rpc.wire;

import org.pinacotheca.rpc.method.RpcMethod;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedRpcWireBreach {
  private PlantedRpcWireBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof RpcMethod;
  }
}
