package org.pinacotheca.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Members of a running server who all sell and buy: the first half sell albums behind a PIN, the
 * second half a plan of one week, each at one price. They have little credit.
 */
record Marketplace(List<Trader> traders, List<Offer> albums, List<Offer> plans) {
  static final String PIN = "a7Z3";
  static final BigDecimal ALBUM_PRICE = new BigDecimal("2.50");
  static final BigDecimal PLAN_PRICE = new BigDecimal("4.00");

  /** The server's commission; a whole number of hundredths of both prices. */
  static final String COMMISSION_PERCENT = "10";

  private static final int TRADERS = 12;
  private static final int ALBUMS_EACH = 4;
  private static final String SCOPES =
      "\"profile_gallery\", \"account_credits_history\", \"account_credits_spend\"";

  record Trader(int id, String token) {}

  /**
   * An album or a price plan.
   *
   * @param id the id of the album or the plan
   */
  record Offer(Trader owner, int id) {}

  /** New members, with their offers. */
  static Marketplace open(ServerProcess server) {
    String apiKey = server.admin("applications", "{\"Name\": \"Stall\"}").get("ApiKey").textValue();
    List<Trader> traders = new ArrayList<>();
    List<Offer> albums = new ArrayList<>();
    List<Offer> plans = new ArrayList<>();
    for (int i = 0; i < TRADERS; i++) {
      int id = server.admin("members", "{\"Nickname\": \"trader\"}").get("UserID").intValue();
      Trader trader = new Trader(id, server.token(id, apiKey, SCOPES));
      traders.add(trader);
      if (i < TRADERS / 2) {
        for (int album = 0; album < ALBUMS_EACH; album++) {
          albums.add(album(server, trader, "Album " + album));
        }
      } else {
        plans.add(plan(server, trader));
      }
    }
    return new Marketplace(traders, albums, plans);
  }

  private static Offer album(ServerProcess server, Trader owner, String name) {
    String body =
        "{\"Name\": \"%s\", \"PinNumber\": \"%s\", \"PINPrice\": %s}"
            .formatted(name, PIN, ALBUM_PRICE);
    JsonNode made = ServerProcess.ok(server.post("/v1/Pictures/CreateAlbum", owner.token(), body));
    return new Offer(owner, made.get("AlbumID").intValue());
  }

  private static Offer plan(ServerProcess server, Trader owner) {
    String body = "{\"PricePlans\": [{\"DurationID\": 1, \"Price\": %s}]}".formatted(PLAN_PRICE);
    JsonNode plans =
        ServerProcess.ok(server.put("/v1/Pictures/UpdatePricePlans", owner.token(), body));
    return new Offer(owner, plans.get(0).get("PricePlanID").intValue());
  }

  /** An unused reference or idempotency key. */
  static String unused() {
    return UUID.randomUUID().toString();
  }
}
