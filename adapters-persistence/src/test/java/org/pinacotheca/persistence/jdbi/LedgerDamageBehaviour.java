package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.application.api.operations.FindingKind.BALANCE_WRONG;
import static org.pinacotheca.application.api.operations.FindingKind.COMMISSION_UNFOUNDED;
import static org.pinacotheca.application.api.operations.FindingKind.HISTORY_BROKEN;
import static org.pinacotheca.application.api.operations.FindingKind.LEDGER_SUM;
import static org.pinacotheca.application.api.operations.FindingKind.PURCHASE_UNDELIVERED;
import static org.pinacotheca.application.api.operations.FindingKind.REFUND_UNFOUNDED;
import static org.pinacotheca.application.api.operations.FindingKind.SUBSCRIPTION_UNPAID;
import static org.pinacotheca.application.api.operations.FindingKind.TRANSFER_UNENTERED;
import static org.pinacotheca.application.api.operations.FindingKind.UNLOCK_UNPAID;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinacotheca.testkit.scenario.Persona;

/** What an inspection finds when the ledger is wrong. Each test undoes its damage. */
interface LedgerDamageBehaviour extends InspectionFixture {

  @Test
  default void aBalanceThatIsNotTheSumOfItsTransfersIsFound() throws SQLException {
    String dora = " WHERE account_id = " + world().member(Persona.DORA);
    assertFound(
        "UPDATE credit_account SET balance = balance + 1" + dora,
        "UPDATE credit_account SET balance = balance - 1" + dora,
        BALANCE_WRONG,
        LEDGER_SUM);
    assertFound(
        "INSERT INTO credit_account (account_id, balance) VALUES (999, 5)",
        "DELETE FROM credit_account WHERE account_id = 999",
        BALANCE_WRONG,
        LEDGER_SUM);
    assertFound(
        "DELETE FROM credit_account" + dora,
        "INSERT INTO credit_account (account_id, balance) VALUES ("
            + world().member(Persona.DORA)
            + ", 100)",
        BALANCE_WRONG,
        LEDGER_SUM);
  }

  @Test
  default void aHistoryThatDoesNotFollowIsFound() throws SQLException {
    // Ben's second entry; the third does not follow from it then either.
    String line = " WHERE account_id = " + world().member(Persona.BEN) + " AND balance = 9750";
    assertFound(
        "UPDATE ledger_entry SET balance = 9751" + line,
        "UPDATE ledger_entry SET balance = 9750" + line.replace("9750", "9751"),
        HISTORY_BROKEN,
        HISTORY_BROKEN);
    String number = "SELECT MAX(number) FROM ledger_transfer";
    String dora = Integer.toString(world().member(Persona.DORA));
    assertFound(
        "INSERT INTO ledger_entry (account_id, number, balance) SELECT "
            + dora
            + ", MAX(number), 100 FROM ledger_transfer",
        "DELETE FROM ledger_entry WHERE account_id = " + dora + " AND number = (" + number + ")",
        HISTORY_BROKEN);
  }

  @Test
  default void theDatabaseItselfForbidsANegativeBalance() {
    for (String table : List.of("credit_account", "ledger_entry")) {
      assertThatThrownBy(() -> database().execute("UPDATE " + table + " SET balance = -1"))
          .isInstanceOf(SQLException.class);
    }
    assertSound();
  }

  @Test
  default void aTransferThatIsMissingInAHistoryIsFound() throws SQLException {
    int dora = world().member(Persona.DORA);
    String number =
        "(SELECT number FROM ledger_transfer WHERE receiver_id = " + dora + " AND payer_id = -1)";
    assertFound(
        "DELETE FROM ledger_entry WHERE account_id = -1 AND number = " + number,
        "INSERT INTO ledger_entry (account_id, number, balance) SELECT -1, number, 0"
            + " FROM ledger_transfer WHERE payer_id = -1 AND receiver_id = "
            + dora,
        TRANSFER_UNENTERED);
    assertFound(
        "UPDATE ledger_transfer SET amount = 99 WHERE payer_id = -1 AND receiver_id = " + dora,
        "UPDATE ledger_transfer SET amount = 100 WHERE payer_id = -1 AND receiver_id = " + dora,
        HISTORY_BROKEN,
        LEDGER_SUM);
  }

  @Test
  default void whatWasBoughtWithoutPayingAndPaidWithoutBuyingIsFound() throws SQLException {
    int ben = world().member(Persona.BEN);
    int anna = world().member(Persona.ANNA);
    int dora = world().member(Persona.DORA);
    String unlock = " WHERE album_id = " + world().album.value() + " AND viewer_id = ";
    assertFound(
        "UPDATE album_unlock SET viewer_id = " + dora + unlock + ben,
        "UPDATE album_unlock SET viewer_id = " + ben + unlock + dora,
        UNLOCK_UNPAID,
        PURCHASE_UNDELIVERED);
    assertFound(
        "INSERT INTO album_unlock (owner_id, album_id, viewer_id, begun) SELECT owner_id, album_id,"
            + " "
            + dora
            + ", begun FROM album_unlock"
            + unlock
            + ben,
        "DELETE FROM album_unlock" + unlock + dora,
        UNLOCK_UNPAID);
    // Bought twice.
    assertFound(
        "UPDATE subscription SET viewer_id = " + dora,
        "UPDATE subscription SET viewer_id = " + ben,
        SUBSCRIPTION_UNPAID,
        PURCHASE_UNDELIVERED,
        PURCHASE_UNDELIVERED);
    assertFound(
        "INSERT INTO subscription (owner_id, viewer_id, plan_id, begun, ends) SELECT owner_id, "
            + dora
            + ", plan_id, begun, ends FROM subscription WHERE owner_id = "
            + anna,
        "DELETE FROM subscription WHERE viewer_id = " + dora,
        SUBSCRIPTION_UNPAID);
    String commission =
        "UPDATE ledger_transfer SET transfer_id = 'unlock/%d/"
            + ben
            + "/commission' WHERE transfer_id = 'unlock/%d/"
            + ben
            + "/commission'";
    assertFound(
        commission.formatted(999, world().album.value()),
        commission.formatted(world().album.value(), 999),
        COMMISSION_UNFOUNDED);
  }

  @Test
  default void aRefundWithoutItsSaleIsFound() throws SQLException {
    String ofAnna = " WHERE reason = 'REFUNDED' AND payer_id = " + world().member(Persona.ANNA);
    assertFound(
        "UPDATE ledger_transfer SET refunded = refunded + 100000" + ofAnna,
        "UPDATE ledger_transfer SET refunded = refunded - 100000" + ofAnna,
        REFUND_UNFOUNDED);
  }
}
