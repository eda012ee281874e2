package org.pinacotheca.benchmarks.growth;

/** The tables that grow with a gallery, with the columns that are filled. */
enum GrowthTable {
  MEMBER("member_id, nickname"),
  ALBUM(
      "owner_id, album_id, name, description, location, pin_hash, pin_price, place, created,"
          + " modified, pictures, approved, cover_id, cover_format, cover_safe"),
  PICTURE(
      "owner_id, picture_id, album_id, title, description, format, width, height, size_bytes,"
          + " media_key, approved, safe_declared, safe_confirmed, uploaded, application, exposure"),
  AUDIT_ENTRY("made, actor_id, subject_id, application, act, target"),
  CREDIT_ACCOUNT("account_id, balance"),
  LEDGER_TRANSFER(
      "number, transfer_id, payer_id, receiver_id, amount, reason, album_id, plan_id, made,"
          + " actor_id"),
  LEDGER_ENTRY("account_id, number, balance"),
  PRICE_PLAN("owner_id, plan_id, duration, price, offered"),
  SUBSCRIPTION("owner_id, viewer_id, plan_id, begun, ends"),
  ALBUM_UNLOCK("owner_id, album_id, viewer_id, begun");

  private final String columns;

  GrowthTable(String columns) {
    this.columns = columns;
  }

  String columns() {
    return columns;
  }

  int columnCount() {
    return columns.split(",").length;
  }
}
