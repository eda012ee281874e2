package org.pinacotheca.http;

import java.net.http.HttpClient;
import org.pinacotheca.described.DescribedClient;
import org.pinacotheca.described.Description;

/** The description of the API that is tested, and clients that hold a server to it. */
final class Descriptions {
  static final Description OF_GALLERY = new Description(ApiDescription.at("http://gallery.test"));

  private Descriptions() {}

  static HttpClient client(HttpClient client) {
    return new DescribedClient(client, OF_GALLERY);
  }
}
