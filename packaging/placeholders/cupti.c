/* See cudart.c. */
#include <stdint.h>

#define FAILS(function) \
  int function(void) { return 1; }

FAILS(cuptiActivityDisable)
FAILS(cuptiActivityEnable)
FAILS(cuptiActivityEnableCudaEventDeviceTimestamps)
FAILS(cuptiActivityEnableDriverApi)
FAILS(cuptiActivityEnableRuntimeApi)
FAILS(cuptiActivityFlushAll)
FAILS(cuptiActivityGetNextRecord)
FAILS(cuptiActivityGetNumDroppedRecords)
FAILS(cuptiActivityPopExternalCorrelationId)
FAILS(cuptiActivityPushExternalCorrelationId)
FAILS(cuptiActivityRegisterCallbacks)
FAILS(cuptiActivityRegisterTimestampCallback)
FAILS(cuptiActivitySetAttribute)
FAILS(cuptiEnableCallback)
FAILS(cuptiEnableDomain)
FAILS(cuptiFinalize)
FAILS(cuptiSubscribe)
FAILS(cuptiUnsubscribe)
int cuptiGetVersion(uint32_t* version) { return *version = 0, 1; }
int cuptiGetResultString(int result, const char** text) {
  return (void)result, *text = "there is no CUPTI", 1;
}
