package io.lamplighter.bench;

import java.util.List;

/**
 * One alert with what was answered to each call of its first response.
 *
 * @param name what a person would call it
 * @param message as it comes to the function
 * @param answers to be given again
 * @param calls the names of the calls, each as often as it was made
 * @param bare the event by which the bare handler makes the same calls
 * @param cold whether a new process is measured with it
 */
public record Recorded(String name, String message, Recording answers, List<String> calls, String bare, boolean cold) {
    public Recorded {
        calls = List.copyOf(calls);
    }
}
