package org.pinacotheca.rpc.reply;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reply says, before it is XML or JSON. Names come from the contract and are fit for both.
 */
public sealed interface ReplyValue {

  /** Named values in a fixed order. */
  record Fields(List<Field> fields) implements ReplyValue {
    public Fields {
      fields = List.copyOf(fields);
    }

    /** Starts a record without fields. */
    public static Fields none() {
      return new Fields(List.of());
    }

    /** The same fields and one more behind them. */
    public Fields with(String name, ReplyValue value) {
      List<Field> more = new ArrayList<>(fields);
      more.add(new Field(name, value));
      return new Fields(more);
    }

    /** The same fields and a text behind them. */
    public Fields with(String name, String text) {
      return with(name, new Text(text));
    }

    /** The same fields and a number behind them. */
    public Fields with(String name, long number) {
      return with(name, new WholeNumber(number));
    }
  }

  /** One field of a record. */
  record Field(String name, ReplyValue value) {}

  /** Items of one kind; the name of an item is the name of its XML element. */
  record Items(String itemName, List<? extends ReplyValue> items) implements ReplyValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A text, or an id, which JSON writes as a string because it passes 2^53. */
  record Text(String text) implements ReplyValue {

    /** Leaves the text out, because it may be a secret that is being handed over. */
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /** A whole number. */
  record WholeNumber(long number) implements ReplyValue {}
}
