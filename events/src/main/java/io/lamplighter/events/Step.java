package io.lamplighter.events;

import java.util.List;
import java.util.Map;

/**
 * One write call, which may carry a batch; plain data, so that the dry run can show exactly what the run would send.
 *
 * <p>The maps hold JSON's own types only (text, numbers, booleans, lists, maps): they are stored in the ledger.
 */
public interface Step {
    /** The call by its permission name, {@code ec2:CreateFlowLogs}. */
    String action();

    /** What it lights. */
    List<ResourceRef> targets();

    /** What is sent, by the call's own parameter names. */
    Map<String, Object> request();

    /** What was there before, enough to put it back exactly; empty where there was nothing. */
    Map<String, Object> before();

    /** Where the new log will be. */
    LogLocation logs();
}
