package org.pinacotheca.rpc;

class RpcXmlGalleryTest extends RpcGalleryContract {
  RpcXmlGalleryTest() {
    super("XML");
  }
}
