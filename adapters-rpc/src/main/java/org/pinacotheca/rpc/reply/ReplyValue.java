package org.pinacotheca.rpc.reply;

import java.util.ArrayList;
import java.util.List;

/**
 * The content of a reply, before it becomes XML or JSON. Names come from the contract and are valid
 * in both.
 */
public sealed interface ReplyValue {

  /** Named values in a fixed order. */
  record Fields(List<Field> fields) implements ReplyValue {
    public Fields {
      fields = List.copyOf(fields);
    }

    /** An empty record. */
    public static Fields none() {
      return new Fields(List.of());
    }

    /** This record with one more field. */
    public Fields with(String name, ReplyValue value) {
      List<Field> more = new ArrayList<>(fields);
      more.add(new Field(name, value));
      return new Fields(more);
    }

    /** This record with one more text. */
    public Fields with(String name, String text) {
      return with(name, new Text(text));
    }

    /** This record with one more number. */
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

  /** A text, or an id, which JSON writes as a string because it can exceed 2^53. */
  record Text(String text) implements ReplyValue {

    /** Omits the text, because it may be a secret. */
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /** A whole number. */
  record WholeNumber(long number) implements ReplyValue {}
}
