package org.pinacotheca.persistence.jdbi.store;

import java.util.ArrayList;
import java.util.List;
import org.pinacotheca.application.spi.InspectionStore.Sample;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** Checks that the encrypted secrets of one transaction can be decrypted. */
final class EncryptedSecrets {
  private static final int ROWS_PER_PAGE = 500;

  private final JdbiSession session;
  private final AesGcmCipher seal;

  EncryptedSecrets(JdbiSession session, AesGcmCipher seal) {
    this.session = session;
    this.seal = seal;
  }

  Sample<String> thatDoNotOpen(int listedMax) {
    List<String> listed = new ArrayList<>();
    long total = 0;
    for (Place place : Place.values()) {
      String after = "";
      List<Sealed> page = page(place, after);
      while (!page.isEmpty()) {
        for (Sealed sealed : page) {
          if (!opens(sealed.secret, place.owner + " " + sealed.key)) {
            total++;
            if (listed.size() < listedMax) {
              listed.add(sealed.words);
            }
          }
        }
        after = page.getLast().key;
        page = page(place, after);
      }
    }
    return new Sample<>(listed, total);
  }

  private List<Sealed> page(Place place, String after) {
    return session
        .query(
            "SELECT "
                + place.columns
                + " AND "
                + place.key
                + " > :after ORDER BY "
                + place.key
                + " LIMIT :limit")
        .bind("after", after)
        .bind("limit", ROWS_PER_PAGE)
        .map((row, context) ->
            new Sealed(row.getString(1), row.getBytes(2), place.words.formatted(row.getString(3))))
        .list();
  }

  private boolean opens(byte[] secret, String owner) {
    try {
      seal.open(secret, owner);
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  private record Sealed(String key, byte[] secret, String words) {}

  private enum Place {
    APPLICATION(
        JdbiApplicationStore.SEAL_OWNER,
        "api_key",
        "api_key, sealed_secret, api_key FROM client_application WHERE sealed_secret IS NOT NULL",
        "application %s"),
    SESSION(
        JdbiSessionStore.SEAL_OWNER,
        "key_hash",
        "key_hash, sealed_secret, member_id FROM rpc_session WHERE sealed_secret IS NOT NULL",
        "session of member %s");

    private final String owner;
    private final String key;
    private final String columns;
    private final String words;

    Place(String owner, String key, String columns, String words) {
      this.owner = owner;
      this.key = key;
      this.columns = columns;
      this.words = words;
    }
  }
}
