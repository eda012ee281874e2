package org.pinacotheca.rpc;

class RpcJsonGalleryTest extends RpcGalleryContract {
  RpcJsonGalleryTest() {
    super("JSON");
  }
}
