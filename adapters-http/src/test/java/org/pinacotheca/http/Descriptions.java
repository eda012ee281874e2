package org.pinacotheca.http;

import java.net.http.HttpClient;
import org.pinacotheca.http.openapi.ApiDescription;
import org.pinacotheca.openapitesting.CheckedClient;
import org.pinacotheca.openapitesting.Description;

/** The description of the API that is tested, and clients that hold a server to it. */
public final class Descriptions {
  public static final Description OF_GALLERY =
      new Description(ApiDescription.at("http://gallery.test"));

  private Descriptions() {}

  static HttpClient client(HttpClient client) {
    return new CheckedClient(client, OF_GALLERY);
  }
}
