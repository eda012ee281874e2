package org.pinacotheca.server;

import static org.pinacotheca.server.ServerProcess.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Two nodes on one database and one bucket, with requests for tests. One of them runs in a process
 * of its own, so that they share nothing else.
 */
interface SharedNodes {
  /** The directory for what the nodes do not share. */
  Path directory();

  SharedStorage storage();

  RunningServer one();

  RunningServer other();

  /** The members and the application of both nodes. */
  MigratedMembers members();

  private RunningServer node(int number) {
    return number % 2 == 0 ? one() : other();
  }

  /** Runs something this many times concurrently, on both nodes in turn. */
  default <T> List<T> everywhere(int times, Attempt<T> attempt) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Callable<T>> attempts =
          IntStream.range(0, times)
              .<Callable<T>>mapToObj(i -> () -> attempt.on(node(i), i))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(attempts)) {
        results.add(done.get());
      }
      return results;
    }
  }

  interface Attempt<T> {
    T on(RunningServer node, int number) throws Exception;
  }

  default JsonNode createAlbum(String fields) throws IOException {
    return ok(one().post("/v1/Pictures/CreateAlbum", members().owner(), "{" + fields + "}"));
  }

  default JsonNode albums(RunningServer node) throws IOException {
    return ok(
        node.get(
            "/v1/Pictures/GetAlbums?UserID=219074&ReturnPictureIDs=true",
            Map.of("Authorization", "bearer " + members().owner())));
  }

  default JsonNode album(RunningServer node, int id) throws IOException {
    for (JsonNode album : albums(node)) {
      if (album.get("AlbumID").intValue() == id) {
        return album;
      }
    }
    throw new AssertionError("there is no album " + id);
  }
}
