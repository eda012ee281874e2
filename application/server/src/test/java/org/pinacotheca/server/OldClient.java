package org.pinacotheca.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.beans.Expression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A published client library of the old platforms, unchanged except for the server's URL. It runs
 * in a class loader with only the Java platform and its own dependencies, and is called by
 * reflection.
 */
final class OldClient {
  private static final Path JARS = Path.of("target", "old-client");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Its JAXB logs at every start that this is disabled. */
  private static final Logger QUIET = Logger.getLogger("com.sun.xml.bind");

  static {
    // It would modify class loaders, which the JDK no longer allows.
    System.setProperty("com.sun.xml.bind.v2.bytecode.ClassTailor.noOptimize", "true");
    QUIET.setLevel(Level.WARNING);
  }

  /** The two releases, and the three reply formats of each. */
  enum Flavour {
    JSON_2("2", "FacebookJsonRestClient"),
    XML_2("2", "FacebookXmlRestClient"),
    JAXB_2("2", "FacebookJaxbRestClient"),
    JSON_3("3", "FacebookJsonRestClient"),
    XML_3("3", "FacebookXmlRestClient"),
    JAXB_3("3", "FacebookJaxbRestClient");

    private final String release;
    private final String type;

    Flavour(String release, String type) {
      this.release = release;
      this.type = type;
    }

    /** Whether it reads only replies in the namespace of the old platform. */
    boolean needsNamespace() {
      return type.contains("Jaxb");
    }

    /** The form of an album or picture id in this release. */
    Object id(String id) {
      return release.equals("2") ? (Object) Long.valueOf(id) : id;
    }
  }

  /** The library's exception for an error reply. */
  static final class ReportedError extends Exception {
    private static final long serialVersionUID = 1L;
    private final int code;

    private ReportedError(int code, Throwable cause) {
      super("the client got error " + code + ": " + cause.getMessage(), cause);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** An album, photo or user as returned by the library. */
  interface Item {
    /** The value of a field, by its wire name. */
    String text(String field);
  }

  /** Each release, loaded once as in a program that has several clients. */
  private static final Map<String, ClassLoader> LIBRARIES = new ConcurrentHashMap<>();

  private final Flavour flavour;
  private final ClassLoader library;
  private final Object client;
  private long lastCall;

  OldClient(Flavour flavour, String server, String apiKey, String secret, String sessionKey)
      throws Exception {
    this.flavour = flavour;
    library = LIBRARIES.computeIfAbsent(flavour.release, OldClient::load);
    Class<?> type = library.loadClass("com.google.code.facebookapi." + flavour.type);
    URL address = URI.create(server).toURL();
    if (flavour.release.equals("2")) {
      client = inLibrary(type, "new", address, apiKey, secret, sessionKey);
    } else {
      client = inLibrary(type, "new", apiKey, secret, sessionKey);
      inLibrary(client, "setServerUrl", address);
    }
  }

  private static ClassLoader load(String release) {
    List<URL> jars = new ArrayList<>();
    for (String directory : List.of(release, "both")) {
      try (Stream<Path> files = Files.list(JARS.resolve(directory))) {
        files.map(OldClient::url).forEach(jars::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  Flavour flavour() {
    return flavour;
  }

  /** Calls a method of the library. */
  Object call(String method, Object... arguments) throws Exception {
    // The library numbers its calls by the clock's milliseconds, which must not repeat.
    while (System.currentTimeMillis() <= lastCall) {
      Thread.onSpinWait();
    }
    lastCall = System.currentTimeMillis();
    try {
      return inLibrary(client, method, arguments);
    } catch (Exception e) {
      if (e.getClass().getSimpleName().equals("FacebookException")) {
        throw new ReportedError((int) new Expression(e, "getCode", null).getValue(), e);
      }
      throw e;
    }
  }

  /** Calls a method that returns one item. */
  Item item(String method, Object... arguments) throws Exception {
    return item(call(method, arguments));
  }

  /**
   * Calls a method that returns a list.
   *
   * @param name the wire name of an item
   */
  List<Item> items(String name, String method, Object... arguments) throws Exception {
    Object reply = call(method, arguments);
    if (reply instanceof Document document) {
      NodeList elements = document.getDocumentElement().getElementsByTagName(name);
      return IntStream.range(0, elements.getLength())
          .mapToObj(elements::item)
          .map(Element.class::cast)
          .map(this::item)
          .toList();
    }
    if (flavour.needsNamespace()) {
      List<Item> items = new ArrayList<>();
      ((List<?>) property(reply, name)).forEach(bean -> items.add(item(bean)));
      return items;
    }
    return StreamSupport.stream(json(reply).spliterator(), false).map(this::item).toList();
  }

  /** A constant of a library enumeration. */
  Object constant(String type, String name) throws Exception {
    Class<?> enumeration = library.loadClass("com.google.code.facebookapi." + type);
    return enumeration.getField(name).get(null);
  }

  private Item item(Object reply) {
    return switch (reply) {
      case JsonNode json -> field -> json.get(field).asText();
      case Document document -> item(document.getDocumentElement());
      case Element element -> field -> element.getElementsByTagName(field).item(0).getTextContent();
      case Object bean when flavour.needsNamespace() -> {
        // One release returns the element around the item.
        Object inner =
            bean.getClass().getSimpleName().equals("JAXBElement") ? property(bean, "value") : bean;
        yield field -> String.valueOf(property(inner, field));
      }
      default -> item(json(reply));
    };
  }

  /** Reads what the library parsed as JSON; it returns what it cannot parse as a text. */
  private static JsonNode json(Object reply) {
    if (!reply.getClass().getName().startsWith("org.json.JSON")) {
      throw new IllegalStateException("the library did not understand " + reply);
    }
    try {
      return JSON.readTree(reply.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object property(Object bean, String field) {
    StringBuilder getter = new StringBuilder("get");
    for (String word : field.split("_")) {
      getter.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    try {
      return new Expression(bean, getter.toString(), null).getValue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Object inLibrary(Object target, String method, Object... arguments) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(library);
    try {
      return new Expression(target, method, arguments).getValue();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
