package org.pinacotheca.http.signin;

import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** One kind of request that the web pages send beside the operations of the API. */
public interface PageCall {
  /** Performs the request on a worker. */
  Response perform(HttpExchange exchange, Fields fields);
}
