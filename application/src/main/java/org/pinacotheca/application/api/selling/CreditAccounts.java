package org.pinacotheca.application.api.selling;

import java.util.regex.Pattern;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/** Members' credits. Thread-safe. */
public interface CreditAccounts {
  /** Reads a page of the entries of the subject's account, with the balance after each. */
  GetCreditsHistory.Outcome history(Caller caller, GetCreditsHistory query);

  /** Reads how many credits the subject has now. */
  GetCreditBalance.Outcome balance(Caller caller, GetCreditBalance query);

  /**
   * Gives a member credits for the operator; the same reference with the same content gives them
   * once.
   */
  Registration<Grant> grant(GrantCredits command);

  /**
   * Takes a sale back for the operator; the same refund again changes nothing.
   *
   * @return the refund, or the refusal: no sale of this number, refunded for another reason, a side
   *     that was erased, a seller who has spent the credits
   */
  RefundSale.Outcome refund(RefundSale command);

  /**
   * Credits to give.
   *
   * @param amount more than nothing and at most 1000000000 credits
   * @param reference 1 to 100 visible ASCII characters, unique among all grants
   */
  record GrantCredits(UserId user, Credits amount, String reference) {
    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,100}");
    private static final long HUNDREDTHS_MAX = 1_000_000_000_00L;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is outside of its range
     */
    public GrantCredits {
      if (amount.hundredths() < 1 || amount.hundredths() > HUNDREDTHS_MAX) {
        throw new IllegalArgumentException(
            "a grant is more than 0 and at most 1000000000 credits, not " + amount.toDecimal());
      }
      if (!isReference(reference)) {
        throw new IllegalArgumentException("a reference is 1-100 visible ASCII characters");
      }
    }

    /** Whether the text could be a reference at all. */
    public static boolean isReference(String text) {
      return REFERENCE.matcher(text).matches();
    }
  }

  /**
   * Credits that were given.
   *
   * @param number the transfer's number in the ledger
   * @param balance of the member now
   */
  record Grant(long number, Credits balance) {}
}
